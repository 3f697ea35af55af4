// The contract's own shapes; contract.ts itself carries zod and stays out of the browser.

/** AppID of a third-party platform, as WeChat makes it. */
export const appIdShape = /^wx[0-9a-f]{16}$/;
/** AppSecret, as WeChat makes it. */
export const appSecretShape = /^[0-9a-fA-F]{32}$/;
/** 消息校验Token. */
export const tokenShape = /^[0-9a-zA-Z]{3,32}$/;
/** 消息加解密Key. */
export const aesKeyShape = /^[0-9a-zA-Z]{43}$/;

/** Characters of a Token and an EncodingAESKey made here. */
export const madeLength = { token: 32, encodingAesKey: 43 } as const;

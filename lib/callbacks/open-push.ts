import { isAppError } from "#lib/core/errors.ts";
import type { PlatformSecrets } from "#lib/platforms/index.ts";
import { type CallbackQuery, openCallback } from "#lib/wechat/index.ts";

/** A push in clear, with what opened it: WeChat is answered with the same. */
export interface OpenedPush {
  plaintext: string;
  token: string;
  aesKeyIndex: number;
  /** 0 when current token and key opened it, 1 when one of them was what stood before the last rotation. */
  keyIndex: number;
}

/** Opens a push with the current or, while a rotation lasts, the previous token and keys. @throws AppError of CallbackErrorCode */
export function openPush(
  secrets: PlatformSecrets,
  push: { receiverAppId: string; query: CallbackQuery; encrypted: string },
): OpenedPush {
  const { token, previousToken, aesKeys } = secrets;
  try {
    const opened = openCallback({ ...push, token, aesKeys });
    return { ...opened, token, keyIndex: opened.aesKeyIndex };
  } catch (error) {
    if (previousToken === null || !isAppError(error) || error.code !== "callback_signature") throw error;
    return { ...openCallback({ ...push, token: previousToken, aesKeys }), token: previousToken, keyIndex: 1 };
  }
}

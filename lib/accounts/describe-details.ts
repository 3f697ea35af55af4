import type { AccountInfo, AccountStatus, VerifyTypeName, Words } from "#lib/wechat/index.ts";
import type { Account } from "./contract.ts";

// Words for the enums of api_get_authorizer_info (wechat-wire.md §B.3).

const serviceTypes: Record<AccountInfo["serviceType"]["name"], Words> = {
  subscription: { zh: "订阅号", en: "Subscription account" },
  upgraded_subscription: { zh: "由历史老账号升级的订阅号", en: "Subscription account, upgraded from an old one" },
  service: { zh: "服务号", en: "Service account" },
  ordinary: { zh: "普通小程序", en: "Mini Program" },
  store: { zh: "门店小程序", en: "Store Mini Program" },
  mini_game: { zh: "小游戏", en: "Mini Game" },
  mini_shop: { zh: "小商店", en: "Mini Shop" },
  trial: { zh: "试用小程序", en: "Trial Mini Program" },
  unknown: { zh: "未知类型", en: "Unknown type" },
};

const verifyTypes: Record<VerifyTypeName, Words> = {
  none: { zh: "未认证", en: "Not verified" },
  wechat: { zh: "微信认证", en: "Verified by WeChat" },
  weibo: { zh: "新浪微博认证", en: "Verified by Sina Weibo" },
  tencent_weibo: { zh: "腾讯微博认证", en: "Verified by Tencent Weibo" },
  qualified_unnamed: { zh: "已资质认证，未通过名称认证", en: "Qualified, name not verified" },
  qualified_unnamed_weibo: {
    zh: "已资质认证，未通过名称认证，但有新浪微博认证",
    en: "Qualified, name not verified; verified by Sina Weibo",
  },
  qualified_unnamed_tencent_weibo: {
    zh: "已资质认证，未通过名称认证，但有腾讯微博认证",
    en: "Qualified, name not verified; verified by Tencent Weibo",
  },
  unknown: { zh: "未知", en: "Unknown" },
};

const statuses: Record<AccountStatus, { id: number; name: Words }> = {
  normal: { id: 1, name: { zh: "正常", en: "Normal" } },
  cancelled: { id: 14, name: { zh: "已注销", en: "Cancelled" } },
  banned: { id: 16, name: { zh: "已封禁", en: "Banned" } },
  warned: { id: 18, name: { zh: "已告警", en: "Warned" } },
  frozen: { id: 19, name: { zh: "已冻结", en: "Frozen" } },
  unknown: { id: 0, name: { zh: "未知", en: "Unknown" } },
};

const registerTypes: Record<number, Words> = {
  0: { zh: "普通方式注册", en: "Ordinary registration" },
  2: { zh: "复用公众号资质快速注册", en: "Registered by reusing an Official Account" },
  6: { zh: "法人扫脸快速注册", en: "Registered by the legal person's face scan" },
  13: { zh: "试用小程序", en: "Trial Mini Program" },
  15: { zh: "联盟控制台注册", en: "Registered in the alliance console" },
  16: { zh: "个人小程序", en: "Personal Mini Program" },
  17: { zh: "个人交易类小程序", en: "Personal Mini Program with trade" },
  19: { zh: "由试用小程序转正", en: "Upgraded from a trial Mini Program" },
  22: { zh: "复用商户号注册", en: "Registered by reusing a merchant number" },
  23: { zh: "复用商户号转正", en: "Upgraded by reusing a merchant number" },
};

export type DescribedDetails = Pick<
  Account,
  | "originalId"
  | "alias"
  | "signature"
  | "qrCodeUrl"
  | "serviceType"
  | "verifyType"
  | "accountStatus"
  | "registerType"
  | "businessFeatures"
  | "phoneConfigured"
  | "emailConfigured"
  | "domains"
  | "categories"
>;

/** Everything WeChat tells about an account, in words of both languages. Null details: not read yet. Pure. */
export function describeDetails(info: AccountInfo | null): DescribedDetails {
  const { registerType = null, miniProgram = null } = info ?? {};
  return {
    originalId: info?.originalId || null,
    alias: info?.alias || null,
    signature: info?.signature || null,
    qrCodeUrl: info?.qrCodeUrl ?? null,
    serviceType: info && { id: info.serviceType.id, name: serviceTypes[info.serviceType.name] },
    verifyType: info && { id: info.verifyType.id, name: verifyTypes[info.verifyType.name] },
    accountStatus: info && statuses[info.accountStatus],
    registerType:
      registerType === null
        ? null
        : {
            id: registerType,
            name: registerTypes[registerType] ?? { zh: `类型 ${registerType}`, en: `Type ${registerType}` },
          },
    businessFeatures: info ? Object.entries(info.businessInfo).map(([key, enabled]) => ({ key, enabled })) : [],
    phoneConfigured: info?.basicConfig.phoneConfigured ?? null,
    emailConfigured: info?.basicConfig.emailConfigured ?? null,
    domains: Object.entries(miniProgram?.network ?? {})
      .filter(([, values]) => values.length > 0)
      .map(([kind, values]) => ({ kind, values })),
    categories: miniProgram?.categories ?? [],
  };
}

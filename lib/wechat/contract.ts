/** A text in both languages of the console. */
export interface Words {
  zh: string;
  en: string;
}

/** What to do about an errcode: the only five answers (wechat-wire.md §I). */
export const retryClasses = ["refresh_token", "back_off", "wait_quota", "human", "bug"] as const;
export type RetryClass = (typeof retryClasses)[number];

export type AccountKind = "official_account" | "mini_program";

/** How well a fact about WeChat is attested: by two sources, one, or by inference. `none`: we know nothing. */
export type Certainty = "two" | "one" | "inferred" | "none";

/** One errcode explained. Unknown codes have `certainty: "none"` and texts that say so. */
export interface ErrcodeExplanation {
  code: number;
  retry: RetryClass;
  meaning: Words;
  cause: Words;
  nextStep: Words;
  /** Path templates that answer with it; `*` is any call with a token. */
  endpoints: readonly string[];
  /** Sections of wechat-wire.md that document it, e.g. `F.3`; `I` is its error table. */
  sections: readonly string[];
  certainty: Certainty;
}

/** What people are told about one failed call; small enough to travel with each item of a list. */
export interface WechatFailure {
  errcode: number | null;
  rid: string | null;
  retry: RetryClass;
  meaning: Words;
  cause: Words;
  nextStep: Words;
  /** The address to put on the platform's whitelist (errcode 61004). */
  ipAddress: string | null;
}

/** One permission set 权限集. `known: false`: the id is real, its name is not public. */
export interface PermissionSet {
  id: number;
  kind: AccountKind | null;
  name: Words;
  /** What it allows. */
  description: Words;
  /** What cannot be done without it. */
  prevents: Words;
  /** Only one platform at a time may hold it for an account. */
  exclusive: boolean;
  known: boolean;
}

export type ServiceTypeName =
  | "subscription"
  | "upgraded_subscription"
  | "service"
  | "ordinary"
  | "store"
  | "mini_game"
  | "mini_shop"
  | "trial"
  | "unknown";

export type VerifyTypeName =
  | "none"
  | "wechat"
  | "weibo"
  | "tencent_weibo"
  | "qualified_unnamed"
  | "qualified_unnamed_weibo"
  | "qualified_unnamed_tencent_weibo"
  | "unknown";

export type AccountStatus = "normal" | "cancelled" | "banned" | "warned" | "frozen" | "unknown";

/** The domains a Mini Program may reach, as WeChat reports them. */
export interface AccountNetwork {
  requestDomains: string[];
  wsRequestDomains: string[];
  uploadDomains: string[];
  downloadDomains: string[];
  businessDomains: string[];
  udpDomains: string[];
  tcpDomains: string[];
  prefetchDnsDomains: string[];
}

/** One merchant account in our words (api_get_authorizer_info, wechat-wire.md §B.3). */
export interface AccountInfo {
  nickName: string;
  logoUrl: string | null;
  kind: AccountKind;
  serviceType: { id: number; name: ServiceTypeName };
  verifyType: { id: number; name: VerifyTypeName };
  /** `gh_` + 12 hex: the account's original id. */
  originalId: string;
  alias: string | null;
  principalName: string;
  signature: string | null;
  qrCodeUrl: string | null;
  /** See wechat-wire.md §B.3 for the values; null when WeChat leaves it out. */
  registerType: number | null;
  accountStatus: AccountStatus;
  businessInfo: { pay: boolean; shake: boolean; scan: boolean; card: boolean; store: boolean };
  basicConfig: { phoneConfigured: boolean | null; emailConfigured: boolean | null };
  miniProgram: {
    network: AccountNetwork;
    categories: { first: string; second: string }[];
    /** What WeChat lists as New…Domain; missing on what was stored before it was read. */
    newNetwork?: AccountNetwork;
    /** WeChat calls it obsolete. */
    visitStatus?: number | null;
  } | null;
  /** Ids of other account kinds, as sent. */
  channels: unknown;
  store: unknown;
  talent: unknown;
  supplier: unknown;
}

export type ReviewStatus = "approved" | "rejected" | "reviewing" | "withdrawn" | "delayed";

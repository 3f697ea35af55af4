import type { Obstacle } from "../obstacle.ts";

export type Language = "zh" | "en";

const zh = {
  title: "授权",
  close: "关闭",
  pickTitle: "要授权哪个帐号？",
  pickLead: (platform: string) => `“${platform}”想替你管理帐号。选一个你管理的帐号。`,
  search: "搜索帐号名称、主体或 AppID",
  searchButton: "搜索",
  noneFound: "没有找到帐号",
  more: "更多帐号",
  miniProgram: "小程序",
  officialAccount: "公众号",
  already: "已授权",
  askTitle: (platform: string, kind: string) => `允许“${platform}”替你管理这个${kind}吗？`,
  permissions: "授予的权限",
  others: (count: number) => `另外 ${count} 项`,
  held: (platform: string) => `已授权给“${platform}”，需先在那里取消`,
  promise: "对方看不到你的登录密码，也不能提现。你可以随时在公众平台取消授权。",
  allow: "同意授权",
  refuse: "暂不授权",
  another: "换一个帐号",
  doneTitle: "授权成功",
  doneText: (platform: string, name: string) => `“${platform}”现在可以管理“${name}”了。`,
  doneHint: "可以关闭这个页面。",
  refusedTitle: "没有授权",
  refusedText: "你没有把帐号交给对方管理，什么都没有改变。",
  pcTitle: "微信扫一扫，授权管理帐号",
  pcLead: (platform: string) => `由公众号或小程序的管理员扫码，把帐号授权给“${platform}”。`,
  pcQr: "授权二维码",
  pcPhone: "没有手机？在这里打开模拟手机",
  pcWaiting: "等待扫码",
  pcScanned: "已扫码，请在手机上确认",
  pcConfirmed: "已授权，正在返回",
  pcConfirmedStay: "已授权，可以关闭这个页面",
  pcRefused: "对方没有授权",
  oauthTitle: (name: string) => `登录“${name}”`,
  oauthText: "对方将获得你的昵称和头像。",
  oauthAllow: "允许",
  oauthRefuse: "拒绝",
  trialTitle: "体验版",
  stop: "无法授权",
  obstacles: {
    no_platform: "这个第三方平台不存在。请向发来链接的人确认。",
    unpublished: "这个第三方平台还没有全网发布，只有测试帐号可以授权。",
    invalid_code: "授权链接无效。请让对方重新发一个。",
    used_code: "这个授权链接已经用过了，只能用一次。请让对方重新发一个。",
    expired_code: "授权链接已过期。请让对方重新发一个。",
    wrong_kind: "对方要求的帐号类型与这个帐号不符。",
    wrong_account: "对方指定了另一个帐号，你选的不是它。",
    no_account: "对方指定的帐号不存在，或你不是它的管理员。",
    exclusive_sets: "有的权限只能授权给一个平台，而它已经授权给别的平台了。",
    no_sets: "至少要选一项权限。",
  } satisfies Record<Obstacle, string>,
  gone: "页面已失效，请重新扫码。",
};

const en: typeof zh = {
  title: "Authorize",
  close: "Close",
  pickTitle: "Which account?",
  pickLead: (platform) => `“${platform}” would like to manage an account for you. Pick one that you administer.`,
  search: "Search name, principal or AppID",
  searchButton: "Search",
  noneFound: "No account found",
  more: "More accounts",
  miniProgram: "Mini Program",
  officialAccount: "Official Account",
  already: "Authorized",
  askTitle: (platform, kind) => `Let “${platform}” manage this ${kind} for you?`,
  permissions: "Permissions granted",
  others: (count) => `${count} more`,
  held: (platform) => `Held by “${platform}”; take it back there first`,
  promise: "They cannot see your password or withdraw money. You can take this back at any time on mp.weixin.qq.com.",
  allow: "Authorize",
  refuse: "Not now",
  another: "Choose another account",
  doneTitle: "Authorized",
  doneText: (platform, name) => `“${platform}” can now manage “${name}”.`,
  doneHint: "You can close this page.",
  refusedTitle: "Not authorized",
  refusedText: "You did not hand over an account. Nothing has changed.",
  pcTitle: "Scan with WeChat to authorize",
  pcLead: (platform) =>
    `The administrator of an Official Account or Mini Program scans this to authorize it to “${platform}”.`,
  pcQr: "Authorization QR code",
  pcPhone: "No phone at hand? Open the simulated one",
  pcWaiting: "Waiting for the scan",
  pcScanned: "Scanned. Confirm on the phone",
  pcConfirmed: "Authorized. Going back",
  pcConfirmedStay: "Authorized. You can close this page",
  pcRefused: "The administrator did not authorize",
  oauthTitle: (name) => `Sign in to “${name}”`,
  oauthText: "It will learn your nickname and picture.",
  oauthAllow: "Allow",
  oauthRefuse: "Refuse",
  trialTitle: "Trial version",
  stop: "Cannot authorize",
  obstacles: {
    no_platform: "This third-party platform does not exist. Ask whoever sent you the link.",
    unpublished: "This third-party platform is not published yet; only test accounts can authorize.",
    invalid_code: "This authorization link is not valid. Ask for a new one.",
    used_code: "This authorization link has been used; it works once. Ask for a new one.",
    expired_code: "This authorization link has expired. Ask for a new one.",
    wrong_kind: "They asked for another kind of account.",
    wrong_account: "They asked for a particular account, and this is not it.",
    no_account: "The account they asked for does not exist, or you do not administer it.",
    exclusive_sets: "Some permissions can be held by one platform only, and another one holds them.",
    no_sets: "Choose at least one permission.",
  },
  gone: "This page is no longer valid. Scan again.",
};

export type Words = typeof zh;

/** The words of a language. */
export function wordsOf(language: Language): Words {
  return language === "en" ? en : zh;
}

/** `?lang=` first, then Accept-Language; Chinese when neither says English. */
export function languageOf(query: URLSearchParams, acceptLanguage: string | undefined): Language {
  const asked = query.get("lang");
  if (asked) return asked.startsWith("en") ? "en" : "zh";
  const first = acceptLanguage?.split(",")[0]?.trim().toLowerCase() ?? "";
  return first.startsWith("en") ? "en" : "zh";
}

import type { StoredProblem } from "./store.ts";

interface Words {
  cause: { zh: string; en: string };
  nextStep: { zh: string; en: string };
}

/** What can be wrong with a target besides WeChat's own error codes, in words. */
const words = {
  authorization_revoked: {
    cause: { zh: "商家已取消授权。", en: "The merchant revoked the authorization." },
    nextStep: {
      zh: "给商家发送新的授权邀请，授权后重试。",
      en: "Send the merchant a new invitation, then retry once it is authorized.",
    },
  },
  permission_missing: {
    cause: {
      zh: "授权中缺少权限集 18（开发管理与数据分析）。",
      en: "The grant lacks permission set 18 (development and data).",
    },
    nextStep: {
      zh: "请商家重新扫码授权并勾选该权限集，然后重试。",
      en: "Ask the merchant to authorize again with this set ticked, then retry.",
    },
  },
  account_unknown: {
    cause: { zh: "帐号不在已授权列表中。", en: "The account is not among the authorized ones." },
    nextStep: { zh: "先完成授权或重新导入帐号。", en: "Have it authorized, or import the accounts again." },
  },
  account_token: {
    cause: { zh: "无法取得该帐号的接口调用凭据。", en: "WeChat gives us no valid access to this account." },
    nextStep: {
      zh: "在帐号页查看凭据状态；若授权已失效，请商家重新授权后重试。",
      en: "See the token's health on the account's page; if the authorization is lost, have it renewed, then retry.",
    },
  },
  privacy_unauthorized: {
    cause: {
      zh: "代码用到了尚未获得权限的隐私接口。",
      en: "The code uses privacy interfaces the account has no permission for.",
    },
    nextStep: {
      zh: "为该帐号申请这些接口，或在部署中声明未使用，然后重试。",
      en: "Apply for these interfaces, or declare them unused in the deployment, then retry.",
    },
  },
  privacy_undeclared: {
    cause: {
      zh: "代码用到的隐私接口没有在 app.json 的 requiredPrivateInfos 中声明。",
      en: "The code uses privacy interfaces that app.json does not declare in requiredPrivateInfos.",
    },
    nextStep: {
      zh: "在模板或 ext_json 中补充 requiredPrivateInfos 后重新部署。",
      en: "Add them to requiredPrivateInfos in the template or in ext_json, then deploy again.",
    },
  },
  category_missing: {
    cause: {
      zh: "该小程序没有可用于提交审核的服务类目。",
      en: "The Mini Program has no approved category to submit with.",
    },
    nextStep: {
      zh: "先为小程序配置所需类目，审核通过后重试。",
      en: "Configure the category, wait until it is approved, then retry.",
    },
  },
  other_review_running: {
    cause: {
      zh: "该小程序有一个不是由本次部署提交的版本正在审核。",
      en: "A version that this deployment did not submit is already in review.",
    },
    nextStep: { zh: "等它结束，或撤回后重试。", en: "Wait for it to end, or withdraw it, then retry." },
  },
  review_replaced: {
    cause: {
      zh: "微信上最近一次审核不是本次部署提交的。",
      en: "The newest review at WeChat is not the one this deployment submitted.",
    },
    nextStep: {
      zh: "有人在别处提交了代码；确认后重新部署。",
      en: "Someone submitted code elsewhere; look into it, then deploy again.",
    },
  },
  trial_replaced: {
    cause: {
      zh: "体验版已不是本次部署上传的代码。",
      en: "The trial version is no longer the code this deployment committed.",
    },
    nextStep: { zh: "重试会重新上传代码。", en: "Retry commits the code again." },
  },
  review_rejected: {
    cause: { zh: "微信审核未通过。", en: "WeChat's review rejected this version." },
    nextStep: {
      zh: "按审核意见修改（类目、资料或代码），然后重试；重试会重新提交审核。",
      en: "Mend what the reviewer names (category, profile or code), then retry; it submits again.",
    },
  },
  review_delayed: {
    cause: { zh: "微信延后了审核。", en: "WeChat put the review off." },
    nextStep: {
      zh: "通常需要补充材料或等待；结果会自动更新。",
      en: "It usually wants more material or more time; the result is followed by itself.",
    },
  },
  timed_out: {
    cause: { zh: "在这一步等待的时间太长。", en: "This step took longer than it may." },
    nextStep: { zh: "在微信公众平台查看状态，然后重试。", en: "Look at the state in WeChat's console, then retry." },
  },
  unexpected: {
    cause: { zh: "出现了意外错误，详情见日志。", en: "Something unexpected went wrong; the log has the details." },
    nextStep: { zh: "重试；若再次出现请联系管理员。", en: "Retry; if it comes back, tell your administrator." },
  },
} as const satisfies Record<string, Words>;

export type ProblemCode = keyof typeof words;

/** One of our own problems, ready to be stored with a target. */
export function problem(code: ProblemCode, more: Partial<StoredProblem> = {}): StoredProblem {
  return { code, errcode: null, rid: null, reason: null, screenshots: [], ...words[code], ...more };
}

import * as z from "zod";
import { defineCall } from "./endpoint.ts";
import { int, list, nothing, text, textOrNull } from "./fields.ts";

/** Redeems a Mini Program's login code. The session key must not leave the server. */
export const redeemLoginCode = defineCall({
  name: "redeemLoginCode",
  section: "H",
  summary: "Redeem a Mini Program's login code",
  method: "GET",
  path: "/sns/component/jscode2session",
  token: "component",
  errcodes: [40029, 40163, 40226, 45011, 61003],
  repeatable: false,
  query: (input: { componentAppId: string; appId: string; code: string }) => ({
    appid: input.appId,
    js_code: input.code,
    grant_type: "authorization_code",
    component_appid: input.componentAppId,
  }),
  response: z.object({ openid: z.string().min(1), session_key: text, unionid: textOrNull }),
  // The UnionID is there only when the account is bound to an open account.
  read: (answer) => ({ openId: answer.openid, sessionKey: answer.session_key, unionId: answer.unionid }),
});

const userGrant = z.object({
  access_token: z.string().min(1),
  expires_in: int,
  refresh_token: text,
  openid: z.string().min(1),
  scope: text,
  unionid: textOrNull,
});
const userGrantOf = (answer: z.output<typeof userGrant>) => ({
  userToken: answer.access_token,
  expiresInS: answer.expires_in,
  userRefreshToken: answer.refresh_token,
  openId: answer.openid,
  scope: answer.scope,
  unionId: answer.unionid,
});

/** Redeems the code of an Official Account's web login. 40029 bad, 40163 used. */
export const redeemWebLoginCode = defineCall({
  name: "redeemWebLoginCode",
  section: "H",
  summary: "Redeem the code of an Official Account's web login",
  method: "GET",
  path: "/sns/oauth2/component/access_token",
  token: "component",
  errcodes: [40029, 40163, 61011],
  repeatable: false,
  query: (input: { componentAppId: string; appId: string; code: string }) => ({
    appid: input.appId,
    code: input.code,
    grant_type: "authorization_code",
    component_appid: input.componentAppId,
  }),
  response: userGrant,
  read: userGrantOf,
});

/** Renews a user's web login (30 days). */
export const refreshWebLogin = defineCall({
  name: "refreshWebLogin",
  section: "H",
  summary: "Renew a user's web login",
  method: "GET",
  path: "/sns/oauth2/component/refresh_token",
  token: "component",
  errcodes: [40030, 42002],
  repeatable: true,
  query: (input: { componentAppId: string; appId: string; userRefreshToken: string }) => ({
    appid: input.appId,
    grant_type: "refresh_token",
    component_appid: input.componentAppId,
    refresh_token: input.userRefreshToken,
  }),
  response: userGrant,
  read: userGrantOf,
});

/** A user's profile; only with the scope snsapi_userinfo. */
export const getWebUser = defineCall({
  name: "getWebUser",
  section: "H",
  summary: "Read the profile of a web login's user",
  method: "GET",
  path: "/sns/userinfo",
  token: "none",
  errcodes: [40001, 40003, 42001],
  repeatable: true,
  query: (input: { userToken: string; openId: string }) => ({
    access_token: input.userToken,
    openid: input.openId,
    lang: "zh_CN",
  }),
  response: z.object({
    openid: text,
    nickname: text,
    headimgurl: textOrNull,
    unionid: textOrNull,
    privilege: list(text),
  }),
  read: (answer) => ({
    openId: answer.openid,
    nickName: answer.nickname,
    headImageUrl: answer.headimgurl,
    unionId: answer.unionid,
    privileges: answer.privilege,
  }),
});

/** Sends a customer-service text to a user who wrote in the last 48 h (the release check needs it, §J.15). */
export const sendCustomText = defineCall({
  name: "sendCustomText",
  section: "J.15",
  summary: "Send a customer-service text",
  path: "/cgi-bin/message/custom/send",
  token: "account",
  permissionSets: [1, 19],
  errcodes: [40003, 48001],
  repeatable: false,
  request: z.object({
    touser: z.string(),
    msgtype: z.literal("text"),
    text: z.object({ content: z.string() }),
  }),
  write: (input: { openId: string; text: string }) => ({
    touser: input.openId,
    msgtype: "text" as const,
    text: { content: input.text },
  }),
  response: nothing,
  read: () => undefined,
});

import * as z from "zod";
import { defineCall } from "./endpoint.ts";
import { int, nothing, text } from "./fields.ts";

/** Asks WeChat to push tickets again. `normal`: the push was never stopped. No token. */
export const startTicketPush = defineCall({
  name: "startTicketPush",
  section: "B.2",
  summary: "Restart the push of component_verify_ticket",
  path: "/cgi-bin/component/api_start_push_ticket",
  token: "none",
  errcodes: [40013, 40125, 47001],
  repeatable: true,
  request: z.object({ component_appid: z.string(), component_secret: z.string() }),
  write: (input: { componentAppId: string; appSecret: string }) => ({
    component_appid: input.componentAppId,
    component_secret: input.appSecret,
  }),
  response: nothing.extend({ errmsg: text }),
  read: (answer): { state: "restarted" | "normal" } => ({
    state: /normal state/i.test(answer.errmsg) ? "normal" : "restarted",
  }),
});

/** Buys a component token with the newest ticket. `expiresInS` is in seconds, as WeChat says (7200). */
export const fetchComponentToken = defineCall({
  name: "fetchComponentToken",
  section: "B.2",
  summary: "Exchange the ticket for a component token",
  path: "/cgi-bin/component/api_component_token",
  token: "none",
  errcodes: [-1, 40001, 40013, 40125, 41004, 45009, 47001, 48001, 61004, 61005, 61006, 61011],
  repeatable: true,
  request: z.object({
    component_appid: z.string(),
    component_appsecret: z.string(),
    component_verify_ticket: z.string(),
  }),
  write: (input: { componentAppId: string; appSecret: string; ticket: string }) => ({
    component_appid: input.componentAppId,
    component_appsecret: input.appSecret,
    component_verify_ticket: input.ticket,
  }),
  response: z.object({ component_access_token: z.string().min(1), expires_in: int }),
  read: (answer) => ({ componentToken: answer.component_access_token, expiresInS: answer.expires_in }),
});

/** Makes a code for one authorization page. Single use; keep its `preauthcode@@@` prefix. */
export const createPreAuthCode = defineCall({
  name: "createPreAuthCode",
  section: "B.2",
  summary: "Create a pre-authorization code",
  path: "/cgi-bin/component/api_create_preauthcode",
  token: "component",
  errcodes: [-1, 40001, 40013, 40125, 41001, 41004, 42001, 45009, 47001, 48001, 61004, 61005, 61006, 61011],
  repeatable: true,
  request: z.object({ component_appid: z.string() }),
  write: (input: { componentAppId: string }) => ({ component_appid: input.componentAppId }),
  response: z.object({ pre_auth_code: z.string().min(1), expires_in: int }),
  read: (answer) => ({ preAuthCode: answer.pre_auth_code, expiresInS: answer.expires_in }),
});

/** Renews an account token. Save the refresh token each time: it may have been replaced. */
export const refreshAccountToken = defineCall({
  name: "refreshAccountToken",
  section: "B.2",
  summary: "Exchange a refresh token for an account token",
  path: "/cgi-bin/component/api_authorizer_token",
  token: "component",
  errcodes: [40001, 40013, 61014, 61023],
  repeatable: true,
  request: z.object({
    component_appid: z.string(),
    authorizer_appid: z.string(),
    authorizer_refresh_token: z.string(),
  }),
  write: (input: { componentAppId: string; appId: string; refreshToken: string }) => ({
    component_appid: input.componentAppId,
    authorizer_appid: input.appId,
    authorizer_refresh_token: input.refreshToken,
  }),
  response: z.object({
    authorizer_access_token: z.string().min(1),
    expires_in: int,
    authorizer_refresh_token: text,
  }),
  read: (answer, input) => ({
    accountToken: answer.authorizer_access_token,
    expiresInS: answer.expires_in,
    refreshToken: answer.authorizer_refresh_token === "" ? input.refreshToken : answer.authorizer_refresh_token,
  }),
});

import * as z from "zod";
import { accountInfoOf, authorizerInfo } from "./account-info.ts";
import { defineCall } from "./endpoint.ts";
import { int, intOrZero, list, nothing, secondsToMs, text, textOrNull } from "./fields.ts";
import { appIdIn, funcInfo, grantAppId, grantedSets } from "./grants.ts";

/**
 * Redeems an authorization code, once. Tokens are null for accounts without API permission.
 * A used, foreign or expired code gives 61009 (or 61010).
 */
export const queryAuthorization = defineCall({
  name: "queryAuthorization",
  section: "B.2",
  summary: "Redeem an authorization code",
  path: "/cgi-bin/component/api_query_auth",
  token: "component",
  errcodes: [40001, 40013, 61009, 61010],
  repeatable: false,
  request: z.object({ component_appid: z.string(), authorization_code: z.string() }),
  write: (input: { componentAppId: string; authorizationCode: string }) => ({
    component_appid: input.componentAppId,
    authorization_code: input.authorizationCode,
  }),
  response: z.object({
    authorization_info: z
      .object({
        ...grantAppId,
        authorizer_access_token: textOrNull,
        expires_in: intOrZero,
        authorizer_refresh_token: textOrNull,
        func_info: funcInfo,
      })
      .refine((grant) => appIdIn(grant) !== null),
  }),
  read: ({ authorization_info: grant }) => ({
    appId: appIdIn(grant) as string,
    accountToken: grant.authorizer_access_token,
    expiresInS: grant.expires_in,
    refreshToken: grant.authorizer_refresh_token,
    permissionSetIds: grantedSets(grant.func_info).map((set) => set.id),
  }),
});

/** Everything WeChat tells about one authorized account, its refresh token and permission sets included. */
export const getAccountInfo = defineCall({
  name: "getAccountInfo",
  section: "B.3",
  summary: "Read an authorized account's details",
  path: "/cgi-bin/component/api_get_authorizer_info",
  token: "component",
  errcodes: [40001, 40013, 61003],
  repeatable: true,
  request: z.object({ component_appid: z.string(), authorizer_appid: z.string() }),
  write: (input: { componentAppId: string; appId: string }) => ({
    component_appid: input.componentAppId,
    authorizer_appid: input.appId,
  }),
  response: z.object({
    authorizer_info: authorizerInfo,
    authorization_info: z
      .object({
        ...grantAppId,
        authorizer_refresh_token: textOrNull,
        func_info: funcInfo,
      })
      .nullish(),
  }),
  read: ({ authorizer_info, authorization_info: grant }, input) => ({
    appId: (grant && appIdIn(grant)) ?? input.appId,
    info: accountInfoOf(authorizer_info),
    refreshToken: grant?.authorizer_refresh_token ?? null,
    permissionSets: grantedSets(grant?.func_info ?? []),
  }),
});

/** Lists authorized accounts, at most 500 a page (40170 beyond). `authorizedAt` in ms. */
export const listAccounts = defineCall({
  name: "listAccounts",
  section: "B.2",
  summary: "List authorized accounts with their refresh tokens",
  path: "/cgi-bin/component/api_get_authorizer_list",
  token: "component",
  errcodes: [40001, 40013, 40170],
  repeatable: true,
  request: z.object({ component_appid: z.string(), offset: z.int(), count: z.int() }),
  write: (input: { componentAppId: string; offset: number; count: number }) => ({
    component_appid: input.componentAppId,
    offset: input.offset,
    count: input.count,
  }),
  response: z.object({
    total_count: int,
    list: list(z.object({ authorizer_appid: z.string(), refresh_token: text, auth_time: secondsToMs })),
  }),
  read: (answer) => ({
    total: answer.total_count,
    items: answer.list.map((item) => ({
      appId: item.authorizer_appid,
      refreshToken: item.refresh_token,
      authorizedAt: item.auth_time,
    })),
  }),
});

export type AccountOption = "location_report" | "voice_recognize" | "customer_service";

const optionTarget = (input: { componentAppId: string; appId: string; name: AccountOption }) => ({
  component_appid: input.componentAppId,
  authorizer_appid: input.appId,
  option_name: input.name,
});
const optionRequest = z.object({ component_appid: z.string(), authorizer_appid: z.string(), option_name: z.string() });

/** Reads one option. WeChat's pages disagree on the token: either is taken, the account's by preference (§B.2). */
export const getAccountOption = defineCall({
  name: "getAccountOption",
  section: "B.2",
  summary: "Read an option of an account",
  path: "/cgi-bin/component/get_authorizer_option",
  token: "either",
  errcodes: [61012, 61013],
  repeatable: true,
  request: optionRequest,
  write: optionTarget,
  response: z.object({ option_name: text, option_value: text }),
  read: (answer) => ({ value: answer.option_value }),
});

/** Sets one option: location_report 0/1/2, voice_recognize 0/1, customer_service 0/1 (as text). */
export const setAccountOption = defineCall({
  name: "setAccountOption",
  section: "B.2",
  summary: "Set an option of an account",
  path: "/cgi-bin/component/set_authorizer_option",
  token: "either",
  errcodes: [61012, 61013, 61025],
  repeatable: true,
  request: optionRequest.extend({ option_value: z.string() }),
  write: (input: { componentAppId: string; appId: string; name: AccountOption; value: string }) => ({
    ...optionTarget(input),
    option_value: input.value,
  }),
  response: nothing,
  read: () => undefined,
});

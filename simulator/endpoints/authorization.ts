import type { Call, Endpoint, Json } from "../call.ts";
import type { Account, Grant } from "../model.ts";
import { demand, refuse } from "../refusal.ts";
import { isRefreshToken, issueAccountToken, refreshToken, TOKEN_SECONDS } from "../tokens.ts";
import { authorizerInfo } from "./authorizer-info.ts";
import { numberField, textField } from "./fields.ts";
import { checkComponent } from "./tickets.ts";

const MAX_LIST = 500;
/** Sets that always needed the platform's own confirmation; only they carry confirm_info. */
const CONFIRMED_SETS: readonly number[] = [8, 18];

/** Authorizations: code → tokens, refresh, info, list (wire B.2, B.3). */
export const authorizationEndpoints: readonly Endpoint[] = [
  {
    path: "/cgi-bin/component/api_query_auth",
    methods: ["POST"],
    token: "component",
    body: "required",
    handle(call) {
      checkComponent(call);
      const value = textField(call.body, "authorization_code", 61009);
      const code = call.platform.authCodes.get(value);
      demand(code && (!code.used || call.world.settings.authCodeReusable), 61009);
      demand(code.expiresAt > call.now, 61010);
      const { account, grant } = granted(call, code.appid, 61009);
      code.used = true;
      return {
        authorization_info: {
          authorizer_appid: account.appid,
          ...accountToken(call, account, grant),
          func_info: funcInfo(grant),
        },
      };
    },
  },
  {
    path: "/cgi-bin/component/api_authorizer_token",
    methods: ["POST"],
    token: "component",
    body: "required",
    handle(call) {
      checkComponent(call);
      const appid = textField(call.body, "authorizer_appid", 41002);
      const { account, grant } = granted(call, appid, 61023);
      const value = call.body.authorizer_refresh_token;
      if (typeof value !== "string") refuse(61023);
      if (!isRefreshToken(call.world, call.platform, grant, value)) {
        refuse(61023);
      }
      return accountToken(call, account, grant);
    },
  },
  {
    path: "/cgi-bin/component/api_get_authorizer_info",
    methods: ["POST"],
    token: "component",
    body: "required",
    handle(call) {
      checkComponent(call);
      const appid = textField(call.body, "authorizer_appid", 41002);
      const { account, grant } = granted(call, appid, 61003);
      return {
        authorizer_info: authorizerInfo(call.world, account),
        authorization_info: {
          authorizer_appid: account.appid,
          authorizer_refresh_token: refreshToken(call.world, call.platform, grant),
          func_info: funcInfo(grant),
        },
      };
    },
  },
  {
    path: "/cgi-bin/component/api_get_authorizer_list",
    methods: ["POST"],
    token: "component",
    body: "required",
    handle(call) {
      checkComponent(call);
      const offset = numberField(call.body, "offset", 40097);
      const count = numberField(call.body, "count", 40097);
      demand(count <= MAX_LIST, 40170);
      demand(offset >= 0 && count >= 0, 40097);
      const list: Json[] = [];
      let place = 0;
      for (const grant of call.platform.grants.values()) {
        if (place++ < offset) continue;
        if (list.length >= count) break;
        list.push({
          authorizer_appid: grant.appid,
          refresh_token: refreshToken(call.world, call.platform, grant),
          auth_time: grant.authTime,
        });
      }
      return { total_count: call.platform.grants.size, list };
    },
  },
];

/** The grant of this appid to the calling platform; 40013 for an appid that does not exist. */
export function granted(call: Call, appid: string, missing: number): { account: Account; grant: Grant } {
  const account = call.world.byAppid.get(appid);
  demand(account, 40013);
  const grant = call.platform.grants.get(appid);
  demand(grant, missing);
  return { account, grant };
}

function accountToken(call: Call, account: Account, grant: Grant): Json {
  const { world, platform } = call;
  return {
    authorizer_access_token: issueAccountToken(world, platform, account, grant),
    expires_in: TOKEN_SECONDS,
    authorizer_refresh_token: refreshToken(world, platform, grant),
  };
}

/** `confirm_info` is optional per entry on the real wire, so only some entries have it. */
function funcInfo(grant: Grant): Json[] {
  return grant.funcIds.map((id) => ({
    funcscope_category: { id },
    ...(CONFIRMED_SETS.includes(id) && {
      confirm_info: { need_confirm: 0, already_confirm: 0, can_confirm: 0 },
    }),
  }));
}

import type { Call, Endpoint, Json } from "../call.ts";
import { checkIp, readToken, tokenIn } from "../gate.ts";
import type { Account, Platform } from "../model.ts";
import { base64url, pick } from "../random.ts";
import { demand, refuse } from "../refusal.ts";
import { BRANDS } from "../seed/names.ts";
import { openidOf, unionidOf } from "../users.ts";
import type { LoginCode, World } from "../world.ts";

const USER_TOKEN_SECONDS = 7200;
const REFRESH_SECONDS = 30 * 86_400;
const CODE_SECONDS = 300;

/** Login on behalf: Mini Program and Official Account (wire H). */
export const loginEndpoints: readonly Endpoint[] = [
  {
    path: "/sns/component/jscode2session",
    methods: ["GET"],
    token: "sns",
    handle(call) {
      const { account } = caller(call, "mini_program");
      grantType(call, "authorization_code");
      const code = takeCode(call, account, call.query.get("js_code"), "js_code");
      const unionid = unionidOf(call.world, account, code.user);
      return {
        openid: openidOf(call.world, account, code.user),
        session_key: sessionKey(call.world, account, code.user),
        ...(unionid && { unionid }),
      };
    },
  },
  {
    path: "/sns/oauth2/component/access_token",
    methods: ["GET"],
    token: "sns",
    handle(call) {
      const { account } = caller(call, "official_account");
      grantType(call, "authorization_code");
      const code = takeCode(call, account, call.query.get("code"), "oauth_code");
      return userTokens(call, account, code);
    },
  },
  {
    path: "/sns/oauth2/component/refresh_token",
    methods: ["GET"],
    token: "sns",
    handle(call) {
      const { account } = caller(call, "official_account");
      grantType(call, "refresh_token");
      const value = call.query.get("refresh_token");
      demand(value, 41003);
      const old = call.world.loginCodes.get(value);
      demand(old?.kind === "user_refresh" && old.appid === account.appid, 40030);
      demand(old.expiresAt > call.now, 42002);
      return userTokens(call, account, old);
    },
  },
  {
    path: "/sns/userinfo",
    methods: ["GET"],
    token: "sns",
    handle(call) {
      const value = call.query.get("access_token");
      demand(value, 41001);
      const token = call.world.loginCodes.get(value);
      demand(token?.kind === "user_token", 40001);
      demand(token.expiresAt > call.now, 42001);
      demand(token.scope.includes("snsapi_userinfo"), 48001);
      const account = call.world.byAppid.get(token.appid) ?? refuse(40013);
      const openid = openidOf(call.world, account, token.user);
      demand(call.query.get("openid") === openid, 40003);
      const unionid = unionidOf(call.world, account, token.user);
      return {
        openid,
        nickname: pick(BRANDS, call.world.seed, "user", token.user),
        sex: 0,
        province: "",
        city: "",
        country: "",
        headimgurl: "",
        privilege: [],
        ...(unionid && { unionid }),
      };
    },
  },
];

/** Makes a one-time code for a user at an account, as wx.login or the OAuth page would. */
export function makeLoginCode(
  world: World,
  account: Account,
  kind: LoginCode["kind"],
  user: number,
  scope: string,
  blocked = false,
  lifeSeconds = CODE_SECONDS,
): string {
  const length = kind === "user_token" || kind === "user_refresh" ? 86 : 32;
  const value = base64url(length, world.seed, kind, world.sequence++);
  const now = world.clock.now();
  for (const [old, { expiresAt }] of world.loginCodes) {
    if (expiresAt < now - 86_400_000) world.loginCodes.delete(old);
    else break;
  }
  world.loginCodes.set(value, {
    kind,
    appid: account.appid,
    user,
    scope,
    expiresAt: now + lifeSeconds * 1000,
    used: false,
    blocked,
  });
  return value;
}

function caller(call: Call, kind: Account["kind"]): { platform: Platform; account: Account } {
  const { query, world } = call;
  const appid = query.get("appid");
  demand(appid, 41002);
  demand(query.get("component_appid"), 41018);
  const record = readToken(world, tokenIn(query));
  demand(record.kind === "component", 61014);
  demand(record.platform.appid === query.get("component_appid"), 61011);
  checkIp(record.platform, call.ip);
  const account = world.byAppid.get(appid);
  demand(account?.kind === kind, 40013);
  demand(record.platform.grants.has(appid), 61003);
  return { platform: record.platform, account };
}

function grantType(call: Call, wanted: string): void {
  demand(call.query.get("grant_type") === wanted, 40002);
}

function takeCode(call: Call, account: Account, value: string | null, kind: LoginCode["kind"]): LoginCode {
  demand(value, 41008);
  const code = call.world.loginCodes.get(value);
  demand(code?.kind === kind && code.appid === account.appid, 40029);
  // Wire H has a code of its own for a used one only for web pages.
  demand(!code.used, kind === "js_code" ? 40029 : 40163);
  demand(code.expiresAt > call.now, 40029);
  code.used = true;
  demand(!code.blocked, 40226);
  return code;
}

function sessionKey(world: World, account: Account, user: number): string {
  return Buffer.from(base64url(16, world.seed, "session", account.appid, user)).toString("base64");
}

function userTokens(call: Call, account: Account, { user, scope }: LoginCode): Json {
  const { world } = call;
  const unionid = unionidOf(world, account, user);
  return {
    access_token: makeLoginCode(world, account, "user_token", user, scope, false, USER_TOKEN_SECONDS),
    expires_in: USER_TOKEN_SECONDS,
    refresh_token: makeLoginCode(world, account, "user_refresh", user, scope, false, REFRESH_SECONDS),
    openid: openidOf(world, account, user),
    scope,
    ...(unionid && { unionid }),
  };
}

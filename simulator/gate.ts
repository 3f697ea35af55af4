import type { Endpoint } from "./call.ts";
import { profileOf } from "./identity.ts";
import type { Account, Grant, Platform } from "./model.ts";
import { demand, errmsgOf, refuse } from "./refusal.ts";
import type { TokenRecord } from "./tokens.ts";
import type { World } from "./world.ts";

/** Who is calling, as far as the token says. */
export interface Caller {
  readonly platform: Platform | null;
  readonly account: Account | null;
  readonly grant: Grant | null;
}

export const NOBODY: Caller = { platform: null, account: null, grant: null };

/** account_status of cancelled and banned accounts. */
const CLOSED: readonly number[] = [14, 16];
/** Real access tokens start with two digits and an underscore. */
const TOKEN_SHAPE = /^\d{2,3}_[\w-]{20,512}$/;

/** Finds who holds this token, or refuses as WeChat does (40001, 40014, 41001, 42001, 61003). */
export function readToken(world: World, token: string | null): TokenRecord {
  demand(token, 41001);
  const record = world.tokens.get(token);
  if (!record) refuse(TOKEN_SHAPE.test(token) ? 40001 : 40014);
  const now = world.clock.now();
  if (record.expiresAt <= now) refuse(42001);
  if (record.worksUntil <= now) refuse(40001);
  if (record.grant && record.account) {
    const current = record.platform.grants.get(record.account.appid);
    if (current !== record.grant) refuse(current ? 40001 : 61003);
  }
  return record;
}

/** The token under any of the names that documents and SDKs give it; an empty one counts as absent. */
export function tokenIn(query: URLSearchParams): string | null {
  return query.get("access_token") || query.get("component_access_token") || query.get("authorizer_access_token");
}

/** Checks IP, token kind and permission sets for an endpoint. */
export function admit(world: World, endpoint: Endpoint, query: URLSearchParams, ip: string): Caller {
  if (endpoint.token === "none" || endpoint.token === "sns") return NOBODY;
  const record = readToken(world, tokenIn(query));
  checkIp(record.platform, ip);
  if (endpoint.token === "component" && record.kind === "account") refuse(61014);
  if (endpoint.token === "account" && record.kind === "component") refuse(61015);
  const { platform, account, grant } = record;
  if (account && grant && endpoint.token === "account") {
    checkAccount(world, endpoint, account, grant);
  }
  return { platform, account, grant };
}

/** Refuses an address outside the platform's whitelist with 61004, naming it. */
export function checkIp(platform: Platform, ip: string): void {
  if (platform.ipWhitelist && !platform.ipWhitelist.includes(ip)) {
    refuse(61004, `${errmsgOf(61004)}, requestIP: ${ip}`);
  }
}

function checkAccount(world: World, endpoint: Endpoint, account: Account, grant: Grant): void {
  if (endpoint.accountKind && endpoint.accountKind !== account.kind) {
    refuse(48001);
  }
  const { accountStatus } = profileOf(world, account);
  if (endpoint.sets && CLOSED.includes(accountStatus)) refuse(50002);
  const { sets } = endpoint;
  if (sets && !sets.some((id) => grant.funcIds.includes(id))) {
    refuse(endpoint.missingSet?.(world) ?? 61007);
  }
}

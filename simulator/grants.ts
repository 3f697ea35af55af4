import { seconds } from "./calendar.ts";
import { makeAuthCode, usablePreAuthCode } from "./codes.ts";
import type { Attempt } from "./deliver-push.ts";
import type { Account, Grant, Platform } from "./model.ts";
import { Obstructed } from "./obstacle.ts";
import { isSetOf, permissionSet } from "./permission-sets.ts";
import { pushEvent } from "./pushes.ts";
import { isTestAccount } from "./test-accounts.ts";
import type { World } from "./world.ts";

/** The other platform that holds an exclusive set of this account, if any. */
export function holderOf(world: World, platform: Platform, account: Account, id: number): Platform | undefined {
  if (!permissionSet(id)?.exclusive) return undefined;
  return world.platforms.find((other) => other !== platform && other.grants.get(account.appid)?.funcIds.includes(id));
}

/** Sets that this account could grant to the platform now. */
function grantableSets(world: World, platform: Platform, account: Account): readonly number[] {
  return platform.funcIds.filter((id) => isSetOf(account.kind, id) && !holderOf(world, platform, account, id));
}

/**
 * What the administrator's confirmation does: uses up the pre_auth_code, writes the grant,
 * makes an authorization code and pushes `authorized` or `updateauthorized`.
 * Returns the code and the address to open (only its query if no page was opened before).
 */
export function authorizeAccount(
  world: World,
  platform: Platform,
  account: Account,
  preAuthCode: string,
  wanted: readonly number[] | null,
  redirectUri: string | null = null,
  attempted?: (attempt: Attempt) => void,
): { authorizationCode: string; redirect: string } {
  if (!platform.published && !mayTest(platform, account)) throw new Obstructed("unpublished");
  const pre = usablePreAuthCode(world, platform, preAuthCode);
  const free = grantableSets(world, platform, account);
  const funcIds = wanted ?? free;
  if (funcIds.some((id) => holderOf(world, platform, account, id))) {
    throw new Obstructed("exclusive_sets");
  }
  const granted = funcIds.filter((id) => isSetOf(account.kind, id));
  if (granted.length === 0) throw new Obstructed("no_sets");
  pre.used = true;
  const changed = writeGrant(world, platform, account, granted);
  const authorizationCode = makeAuthCode(world, platform, account);
  if (changed !== "same") {
    const expires = seconds(world.clock.now()) + world.settings.authCodeSeconds;
    pushEvent(
      world,
      platform,
      changed === "new" ? "authorized" : "updateauthorized",
      {
        AuthorizerAppid: account.appid,
        AuthorizationCode: authorizationCode,
        AuthorizationCodeExpiredTime: expires,
        PreAuthCode: pre.value,
      },
      account.appid,
      attempted,
    );
  }
  return {
    authorizationCode,
    redirect: redirectTo(world, redirectUri ?? pre.redirectUri, authorizationCode),
  };
}

/** Before 全网发布 only WeChat's own test accounts and those on the platform's list can authorize. */
function mayTest(platform: Platform, account: Account): boolean {
  return isTestAccount(account.appid) || platform.testAppids.includes(account.appid);
}

/** Grants a freshly registered account to its platform, without a page; returns an authorization code. */
export function registerGrant(world: World, platform: Platform, account: Account): string {
  writeGrant(world, platform, account, grantableSets(world, platform, account));
  return makeAuthCode(world, platform, account);
}

/** Takes the grant back, as the merchant does in mp.weixin.qq.com; pushes `unauthorized`. */
export function revokeAccount(
  world: World,
  platform: Platform,
  account: Account,
  attempted?: (attempt: Attempt) => void,
): boolean {
  if (!platform.grants.delete(account.appid)) return false;
  pushEvent(world, platform, "unauthorized", { AuthorizerAppid: account.appid }, account.appid, attempted);
  return true;
}

function redirectTo(world: World, base: string | null, code: string): string {
  const query = `auth_code=${encodeURIComponent(code)}&expires_in=${world.settings.authCodeSeconds}`;
  const [address = "", ...fragment] = (base ?? "").split("#");
  return [`${address}${address.includes("?") ? "&" : "?"}${query}`, ...fragment].join("#");
}

function writeGrant(
  world: World,
  platform: Platform,
  account: Account,
  funcIds: readonly number[],
): "new" | "changed" | "same" {
  const old = platform.grants.get(account.appid);
  const now = world.clock.now();
  if (old) {
    const same = old.funcIds.length === funcIds.length && funcIds.every((id) => old.funcIds.includes(id));
    old.funcIds = funcIds;
    old.authTime = seconds(now);
    old.generation++;
    old.rotatedAt = now;
    return same ? "same" : "changed";
  }
  const grant: Grant = {
    appid: account.appid,
    funcIds,
    authTime: seconds(now),
    generation: generationAfter(world, platform, account),
    rotatedAt: 0,
    tokens: 0,
    currentToken: null,
  };
  platform.grants.set(account.appid, grant);
  return "new";
}

const generations = new WeakMap<World, Map<string, number>>();

/** How often each account was granted anew, by `platform.account` index. */
export function generationsOf(world: World): Map<string, number> {
  const map = generations.get(world) ?? new Map<string, number>();
  generations.set(world, map);
  return map;
}

/** A new grant after a revocation must not bring old refresh tokens back to life. */
function generationAfter(world: World, platform: Platform, account: Account): number {
  const map = generationsOf(world);
  const key = `${platform.index}.${account.index}`;
  const next = (map.get(key) ?? 0) + 1_000;
  map.set(key, next);
  return next;
}

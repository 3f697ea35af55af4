import type { Account, AuthCode, Platform, PreAuthCode } from "./model.ts";
import { Obstructed } from "./obstacle.ts";
import { base64url } from "./random.ts";
import type { World } from "./world.ts";

/** Makes a pre_auth_code: single use, for one authorization page. */
export function makePreAuthCode(world: World, platform: Platform): PreAuthCode {
  const nth = world.sequence++;
  const now = world.clock.now();
  const code: PreAuthCode = {
    value: `preauthcode@@@${base64url(86, world.seed, "pre", platform.index, nth)}`,
    expiresAt: now + world.settings.preAuthCodeSeconds * 1000,
    used: false,
    redirectUri: null,
  };
  for (const [value, old] of platform.preAuthCodes) {
    if (old.expiresAt > now - 3_600_000) break;
    platform.preAuthCodes.delete(value);
  }
  platform.preAuthCodes.set(code.value, code);
  return code;
}

/** The code behind `value`, or the obstacle that stops its use. */
export function usablePreAuthCode(world: World, platform: Platform, value: string): PreAuthCode {
  const code = platform.preAuthCodes.get(value);
  if (!code) throw new Obstructed("invalid_code");
  if (code.used) throw new Obstructed("used_code");
  if (code.expiresAt <= world.clock.now()) throw new Obstructed("expired_code");
  return code;
}

/** Makes an authorization_code for a grant: the page's, the event's, and the one of the 全网发布 checks. */
export function makeAuthCode(world: World, platform: Platform, account: Account): string {
  const now = world.clock.now();
  const value = `queryauthcode@@@${base64url(86, world.seed, "auth", platform.index, world.sequence++)}`;
  for (const [old, { expiresAt }] of platform.authCodes) {
    if (expiresAt > now - 3_600_000) break;
    platform.authCodes.delete(old);
  }
  const code: AuthCode = {
    appid: account.appid,
    expiresAt: now + world.settings.authCodeSeconds * 1000,
    used: false,
  };
  platform.authCodes.set(value, code);
  return value;
}

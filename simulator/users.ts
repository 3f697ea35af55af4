import type { Account } from "./model.ts";
import { base64url } from "./random.ts";
import type { World } from "./world.ts";

/** A user's openid at one account; users are numbers. */
export function openidOf(world: World, account: Account, user: number): string {
  return `o${base64url(27, world.seed, "openid", account.appid, user)}`;
}

/** A user's unionid: the same at every account of one open account, absent without one. */
export function unionidOf(world: World, account: Account, user: number): string | undefined {
  if (!account.openAppid) return undefined;
  return `o${base64url(28, world.seed, "unionid", account.openAppid, user)}`;
}

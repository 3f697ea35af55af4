import type { Account, Grant, Platform } from "./model.ts";
import { base64url, hash32 } from "./random.ts";
import type { World } from "./world.ts";

export const TOKEN_SECONDS = 7200;
/** After a refresh the previous token works this much longer (wire B.1). */
const OVERLAP_MS = 300_000;
/** An expired token is remembered this long, to tell 42001 from 40001. */
const REMEMBERED_MS = 86_400_000;
/** Beyond so many tokens expired ones are forgotten at once: a day of 100,000 accounts would take half a gigabyte. */
const REMEMBERED = 300_000;

export interface TokenRecord {
  readonly kind: "component" | "account";
  readonly platform: Platform;
  readonly account: Account | null;
  /** Issue number of the grant's generation; a revoked grant's tokens give 61003. */
  readonly grant: Grant | null;
  /** 7200 s after issue, whether replaced or not. */
  readonly expiresAt: number;
  /** Cut short by the overlap once a newer one is issued. */
  worksUntil: number;
}

/** Makes a component_access_token; the former one lives 5 more minutes. */
export function issueComponentToken(world: World, platform: Platform): string {
  const nth = platform.componentTokens++;
  const token = shape(world.seed, "component", platform.index, nth);
  replace(world, platform.currentToken);
  platform.currentToken = token;
  remember(world, token, { kind: "component", platform, account: null, grant: null });
  return token;
}

/** Makes an authorizer_access_token of a grant; the former one lives 5 more minutes. */
export function issueAccountToken(world: World, platform: Platform, account: Account, grant: Grant): string {
  const nth = `${grant.generation}.${grant.tokens++}`;
  const token = shape(world.seed, "account", platform.index, `${account.index}.${nth}`);
  replace(world, grant.currentToken);
  grant.currentToken = token;
  remember(world, token, { kind: "account", platform, account, grant });
  return token;
}

/** The refresh token of a grant; it changes with each re-authorization. */
export function refreshToken(world: World, platform: Platform, grant: Grant, generation = grant.generation): string {
  return `refreshtoken@@@${base64url(43, world.seed, "refresh", platform.index, grant.appid, generation)}`;
}

/** Whether `value` still refreshes: the newest, or its predecessor for 5 minutes. */
export function isRefreshToken(world: World, platform: Platform, grant: Grant, value: string): boolean {
  if (value === refreshToken(world, platform, grant)) return true;
  return (
    grant.generation > 0 &&
    world.clock.now() - grant.rotatedAt < OVERLAP_MS &&
    value === refreshToken(world, platform, grant, grant.generation - 1)
  );
}

/** Forgets tokens that expired more than a day ago, or all expired ones when there are very many. */
export function sweepTokens(world: World): void {
  const limit = world.clock.now() - (world.tokens.size > REMEMBERED ? 0 : REMEMBERED_MS);
  for (const [token, record] of world.tokens) {
    if (record.expiresAt < limit) world.tokens.delete(token);
  }
}

/** Real access tokens read `NN_` and are 157 characters long. */
function shape(seed: string, kind: string, platform: number, nth: string | number): string {
  const prefix = 40 + (hash32(seed, kind, platform, nth) % 60);
  return `${prefix}_${base64url(154, seed, kind, platform, nth)}`;
}

function replace(world: World, token: string | null): void {
  const record = token === null ? undefined : world.tokens.get(token);
  if (record) {
    const end = world.clock.now() + OVERLAP_MS;
    record.worksUntil = Math.min(record.worksUntil, end);
  }
}

function remember(world: World, token: string, record: Omit<TokenRecord, "expiresAt" | "worksUntil">): void {
  const expiresAt = world.clock.now() + TOKEN_SECONDS * 1000;
  world.tokens.set(token, { ...record, expiresAt, worksUntil: expiresAt });
}

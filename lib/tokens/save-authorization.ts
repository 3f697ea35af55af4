import type { Context } from "#lib/core/context.ts";
import { newId } from "#lib/core/ids.ts";
import { clockSkewMs } from "./decide-token.ts";
import { historyPlace, openSealed, placeOf } from "./seal-token.ts";
import {
  emptyToken,
  type HistoryRow,
  insertHistory,
  type NewTokenRow,
  readToken,
  readTokensOf,
  replaceTokens,
  type TokenKey,
  type TokenRow,
} from "./store.ts";

export interface Authorization {
  componentAppId: string;
  appId: string;
  /** Null for accounts without API permission. */
  accountToken: string | null;
  expiresInS: number;
  refreshToken: string | null;
  /** WeChat's time of the authorization, ms. An older one never replaces a newer. */
  authorizedAt: number;
}

/**
 * Saves the tokens of an authorization, inside the caller's transaction. They replace the old ones at once:
 * a refresh under way with the old refresh token will write nothing.
 * @returns false when a newer authorization was already there
 */
export async function saveAuthorization(ctx: Context, given: Authorization): Promise<boolean> {
  mustBeInside(ctx);
  const key = { componentAppId: given.componentAppId, appId: given.appId };
  const row = await readToken(ctx, key);
  if (row !== null && (row.sourceAt ?? 0) > given.authorizedAt && row.source !== null) return false;
  const known = row?.source ? await openSealed(ctx, row.source, placeOf(key, "source")) : null;
  const nowMs = ctx.clock.now();
  const lifeMs = given.accountToken === null ? null : given.expiresInS * 1_000;
  // Without a token of its own, an authorization with the same refresh token leaves the token at hand alone.
  const kept = given.accountToken === null && row !== null && known === given.refreshToken;
  const refreshToken = given.refreshToken ?? (given.accountToken === null ? null : known);
  const sealed = given.accountToken === null ? null : ctx.keyring.seal(given.accountToken, placeOf(key, "token"));
  await replaceTokens(ctx, [
    {
      ...sourceColumns(ctx, key, refreshToken, given.authorizedAt),
      token: kept ? row.token : sealed,
      expiresAt: kept ? row.expiresAt : lifeMs === null ? null : nowMs + lifeMs,
      lifeMs: kept ? row.lifeMs : lifeMs,
      refreshedAt: kept || lifeMs === null ? (row?.refreshedAt ?? null) : nowMs,
    },
  ]);
  if (refreshToken !== null && refreshToken !== known) await remember(ctx, [{ ...key, refreshToken }], "authorized");
  return true;
}

/** Forgets the tokens of a revoked grant, inside the caller's transaction. */
export async function dropAuthorization(ctx: Context, key: TokenKey): Promise<boolean> {
  mustBeInside(ctx);
  return emptyToken(ctx, { componentAppId: key.componentAppId, appId: key.appId }, ctx.clock.now());
}

export interface ListedAuthorization {
  appId: string;
  refreshToken: string;
  /** Ms. */
  authorizedAt: number;
}

/**
 * Saves one page of api_get_authorizer_list, inside the caller's transaction; repeatable. What was saved
 * after `readAt` (ms, when the page was asked for) is newer than the page and stays; so does what was saved
 * shortly before, unless WeChat's times say otherwise.
 * @returns how many refresh tokens were new or different
 */
export async function saveListedAuthorizations(
  ctx: Context,
  page: { componentAppId: string; items: readonly ListedAuthorization[]; readAt: number },
): Promise<number> {
  mustBeInside(ctx);
  const { componentAppId, readAt } = page;
  const appIds = page.items.map((item) => item.appId);
  const rows = new Map((await readTokensOf(ctx, componentAppId, appIds)).map((row) => [row.appId, row]));
  const changed = new Map<string, ListedAuthorization>();
  for (const item of page.items) {
    if (item.refreshToken === "") continue;
    const row = rows.get(item.appId);
    if (row !== undefined && (await isUpToDate(ctx, row, item, readAt))) continue;
    changed.set(item.appId, item);
  }
  const items = [...changed.values()];
  await replaceTokens(
    ctx,
    items.map((item) => ({
      ...sourceColumns(ctx, { componentAppId, appId: item.appId }, item.refreshToken, item.authorizedAt),
      token: null,
      expiresAt: null,
      lifeMs: null,
      refreshedAt: rows.get(item.appId)?.refreshedAt ?? null,
    })),
  );
  await remember(
    ctx,
    items.map(({ appId, refreshToken }) => ({ componentAppId, appId, refreshToken })),
    "listed",
  );
  return items.length;
}

/**
 * True when the row stays as it is. What came while the page was read may have been written by a machine
 * whose clock is behind: within those two minutes WeChat's own times decide, and a revocation stands.
 */
async function isUpToDate(ctx: Context, row: TokenRow, item: ListedAuthorization, readAt: number): Promise<boolean> {
  const receivedAt = row.sourceReceivedAt ?? 0;
  if (receivedAt > readAt) return true;
  const isDoubtful = receivedAt >= readAt - clockSkewMs;
  if (isDoubtful && (row.source === null || (row.sourceAt ?? 0) >= item.authorizedAt)) return true;
  if (row.source === null) return false;
  return (await openSealed(ctx, row.source, placeOf(row, "source"))) === item.refreshToken;
}

function sourceColumns(ctx: Context, key: TokenKey, refreshToken: string | null, authorizedAt: number) {
  return {
    componentAppId: key.componentAppId,
    appId: key.appId,
    source: refreshToken === null ? null : ctx.keyring.seal(refreshToken, placeOf(key, "source")),
    sourceAt: authorizedAt,
    sourceReceivedAt: ctx.clock.now(),
    version: 1,
    leaseFence: 0,
  } satisfies NewTokenRow;
}

async function remember(
  ctx: Context,
  items: (TokenKey & { refreshToken: string })[],
  origin: HistoryRow["origin"],
): Promise<void> {
  const seenAt = ctx.clock.now();
  const rows = items.map(({ refreshToken, ...key }) => {
    const id = newId(seenAt);
    return { ...key, id, refreshToken: ctx.keyring.seal(refreshToken, historyPlace(id)), origin, seenAt };
  });
  await insertHistory(ctx, rows);
}

function mustBeInside(ctx: Context): void {
  if (!ctx.store.inTransaction) throw new Error("Tokens are saved together with the grant, inside store.tx");
}

import { waitBy } from "#lib/core/clock.ts";
import type { Context } from "#lib/core/context.ts";
import { coolOffMs, type Decision, decideToken, isUsable, jitterOf } from "./decide-token.ts";
import { failureFacts, type TokenErrorData, tokenError } from "./errors.ts";
import { type HeldToken, isLeaseFree, leaseMs, type Node, nameOf, nodeOf } from "./lease.ts";
import { openSealed, placeOf } from "./seal-token.ts";
import { shareReads } from "./share-reads.ts";
import {
  type Lease,
  readToken,
  releaseLease,
  saveBoughtToken,
  saveFailure,
  type TokenKey,
  type TokenRow,
  takeLease,
} from "./store.ts";

/** A token as bought from WeChat; `source` only when WeChat gave a refresh token with it. */
export interface BoughtToken {
  token: string;
  expiresInS: number;
  source?: string;
}

/** One kind of token: how long before its end it is replaced, and how a new one is bought. */
export interface TokenKind {
  marginMs: number;
  /** The error for a row that is missing or has nothing to buy a token with. */
  withoutSource(ctx: Context, key: TokenKey, row: TokenRow | null): Promise<Error>;
  /**
   * Buys a token from WeChat, outside any transaction. `source_replaced`: the row holds a better source
   * now, start again.
   */
  buy(ctx: Context, key: TokenKey, row: TokenRow, source: string): Promise<BoughtToken | "source_replaced">;
  /** True when the trouble is another token's, which cools off by itself: this one is tried again as soon as that works. */
  isElsewhere?(error: unknown): boolean;
  /** Runs inside the transaction that saves the bought token. */
  onBought?(ctx: Context, key: TokenKey, bought: BoughtToken, previousSource: string): Promise<void>;
  /** Runs inside the transaction that notes the failure. */
  onFailed?(ctx: Context, key: TokenKey, row: TokenRow, error: unknown): Promise<void>;
}

interface Life {
  expiresAt: number;
  lifeMs: number;
}

/** Longest real time a caller waits for another process's refresh. */
const waitMs = 25_000;
const shortestPollMs = 4;
const longestPollMs = 120;
const longestAttempts = 4;

/**
 * A token that works, bought if need be: once for any number of callers in any number of processes.
 * @param rejectedVersion version of a token that WeChat has just refused; only a newer one will do.
 * @throws AppError of TokenErrorCode, or WeChat's
 */
export async function obtainToken(
  ctx: Context,
  kind: TokenKind,
  key: TokenKey,
  rejectedVersion: number | null = null,
): Promise<HeldToken> {
  if (ctx.store.inTransaction) throw new Error("A token is fetched over the network: not inside store.tx");
  const node = nodeOf(ctx);
  for (let attempt = 0; attempt < longestAttempts; attempt += 1) {
    const row = await shareReads(node.reads, nameOf(key), () => readToken(ctx, key));
    if (row === null) throw await kind.withoutSource(ctx, key, null);
    const decision = decide(ctx, kind, row, rejectedVersion);
    if (decision.action === "use") return open(ctx, row);
    if (decision.action === "refuse") throw await refusal(ctx, kind, row, decision);
    const held = await collapse(node, key, () => refresh(ctx, node, kind, key, rejectedVersion));
    if (rejectedVersion === null || held.version > rejectedVersion) return held;
  }
  throw tokenError("token_busy", errorData(key));
}

function collapse(node: Node, key: TokenKey, start: () => Promise<HeldToken>): Promise<HeldToken> {
  const name = nameOf(key);
  const underWay = node.flights.get(name);
  if (underWay) return underWay;
  const flight = start().finally(() => node.flights.delete(name));
  node.flights.set(name, flight);
  return flight;
}

async function refresh(
  ctx: Context,
  node: Node,
  kind: TokenKind,
  key: TokenKey,
  rejectedVersion: number | null,
): Promise<HeldToken> {
  const deadlineMs = performance.now() + waitMs;
  let pollMs = shortestPollMs;
  for (let attempt = 0; attempt < longestAttempts; ) {
    const seen = await readToken(ctx, key);
    if (seen === null) throw await kind.withoutSource(ctx, key, null);
    const before = decisionFor(ctx, kind, seen, rejectedVersion);
    if (before.action === "use") return open(ctx, seen);
    if (before.action === "refuse") throw await refusal(ctx, kind, seen, before);
    const row = await tryLease(ctx, node, key, seen);
    if (row === null) {
      if (seen.version > (rejectedVersion ?? -1) && isUsable(factsOf(seen), ctx.clock.now())) return open(ctx, seen);
      if (performance.now() > deadlineMs) throw tokenError("token_busy", errorData(key));
      await waitBy(ctx.clock, pollMs * (0.5 + Math.random()));
      pollMs = Math.min(pollMs * 2, longestPollMs);
      continue;
    }
    const lease = { ...key, owner: node.owner, fence: row.leaseFence };
    const held = await buyUnderLease(ctx, kind, lease, row, rejectedVersion);
    if (held !== null) return held;
    attempt += 1;
  }
  throw tokenError("token_busy", errorData(key));
}

async function tryLease(ctx: Context, node: Node, key: TokenKey, seen: TokenRow): Promise<TokenRow | null> {
  const nowMs = ctx.clock.now();
  if (!isLeaseFree(node, key, seen, nowMs)) return null;
  const expiresAt = nowMs + leaseMs;
  const row = await takeLease(ctx, key, { owner: node.owner, seenFence: seen.leaseFence, expiresAt });
  if (row !== null && seen.leaseOwner !== null)
    ctx.log.warn({ ...key, fence: row.leaseFence }, "Took over a lease whose holder did not come back");
  return row;
}

/** @returns null when the row was changed under us and must be looked at anew. */
async function buyUnderLease(
  ctx: Context,
  kind: TokenKind,
  lease: Lease,
  row: TokenRow,
  rejectedVersion: number | null,
): Promise<HeldToken | null> {
  const key = { componentAppId: lease.componentAppId, appId: lease.appId };
  const decision = decide(ctx, kind, row, rejectedVersion);
  if (decision.action !== "refresh" || row.source === null) {
    await releaseLease(ctx, lease);
    if (decision.action === "use") return open(ctx, row);
    throw await refusal(ctx, kind, row, decision);
  }
  let bought: BoughtToken | "source_replaced";
  let source: string;
  // A token's life counts from here: an answer may lie in the socket of a stopped process for hours.
  const askedAt = ctx.clock.now();
  try {
    source = await openSealed(ctx, row.source, placeOf(key, "source"));
    bought = await kind.buy(ctx, key, row, source);
  } catch (error) {
    return failed(ctx, kind, lease, row, { error, rejectedVersion });
  }
  if (bought === "source_replaced") {
    await releaseLease(ctx, lease);
    return null;
  }
  const forced = decision.reason === "rejected";
  const life = { expiresAt: askedAt + bought.expiresInS * 1_000, lifeMs: bought.expiresInS * 1_000 };
  const version = await persist(ctx, kind, lease, row, { bought, life, source, forced });
  if (version === null)
    ctx.log.warn({ ...key, fence: lease.fence }, "A bought token was not saved: the lease or the row had moved on");
  else if (isUsable({ hasToken: true, ...life }, ctx.clock.now())) return { token: bought.token, version };
  else ctx.log.warn({ ...key, fence: lease.fence }, "A bought token came too late to be used");
  return null;
}

async function persist(
  ctx: Context,
  kind: TokenKind,
  lease: Lease,
  row: TokenRow,
  { bought, life, source, forced }: { bought: BoughtToken; life: Life; source: string; forced: boolean },
): Promise<number | null> {
  const key = { componentAppId: lease.componentAppId, appId: lease.appId };
  const nowMs = ctx.clock.now();
  return ctx.store.tx(async () => {
    const saved = await saveBoughtToken(ctx, lease, row.version, {
      token: ctx.keyring.seal(bought.token, placeOf(key, "token")),
      ...life,
      refreshedAt: nowMs,
      forcedAt: forced ? nowMs : row.forcedAt,
      // Left out for a platform: a ticket that came meanwhile must stay.
      ...(bought.source !== undefined &&
        bought.source !== source && {
          source: ctx.keyring.seal(bought.source, placeOf(key, "source")),
          sourceReceivedAt: nowMs,
        }),
    });
    if (saved !== null) await kind.onBought?.(ctx, key, bought, source);
    return saved;
  });
}

async function failed(
  ctx: Context,
  kind: TokenKind,
  lease: Lease,
  row: TokenRow,
  { error, rejectedVersion }: { error: unknown; rejectedVersion: number | null },
): Promise<HeldToken | null> {
  const key = { componentAppId: lease.componentAppId, appId: lease.appId };
  const nowMs = ctx.clock.now();
  const coolUntil = kind.isElsewhere?.(error) ? null : nowMs + coolOffMs;
  const failure = { ...failureFacts(error), failedAt: nowMs, coolUntil };
  const { lastErrcode, lastRid, lastErrorCode } = failure;
  ctx.log.warn({ ...key, errcode: lastErrcode, rid: lastRid, code: lastErrorCode }, "A token refresh failed");
  const noted = await ctx.store.tx(async () => {
    const ours = await saveFailure(ctx, lease, row.version, failure);
    if (ours) await kind.onFailed?.(ctx, key, row, error);
    return ours;
  });
  // Somebody else has moved on meanwhile: what they left counts, not our failure.
  if (!noted) return null;
  const stillGood = row.version > (rejectedVersion ?? -1) && isUsable(factsOf(row), nowMs);
  if (stillGood) return open(ctx, row);
  throw error;
}

function decisionFor(ctx: Context, kind: TokenKind, row: TokenRow, rejectedVersion: number | null): Decision {
  const input = {
    nowMs: ctx.clock.now(),
    marginMs: kind.marginMs,
    jitter: jitterOf(nameOf(row), row.version),
    rejectedVersion,
  };
  return decideToken(factsOf(row), input);
}

/** Decides, and says why in the log. */
function decide(ctx: Context, kind: TokenKind, row: TokenRow, rejectedVersion: number | null): Decision {
  const decision = decisionFor(ctx, kind, row, rejectedVersion);
  const { componentAppId, appId, version } = row;
  const line = { componentAppId, appId, version, action: decision.action, reason: decision.reason };
  if (decision.action === "use") ctx.log.debug(line, "Token decision");
  else ctx.log.info(line, "Token decision");
  return decision;
}

async function refusal(ctx: Context, kind: TokenKind, row: TokenRow, decision: Decision): Promise<Error> {
  const { componentAppId, appId } = row;
  if (decision.action !== "refuse" || decision.reason === "no_source")
    return kind.withoutSource(ctx, { componentAppId, appId }, row);
  const data = { ...errorData(row), errcode: row.lastErrcode, rid: row.lastRid, until: decision.until };
  if (decision.reason === "rejected_again") return tokenError("token_rejected", data);
  // While it cools off the first cause is the answer that helps.
  if (row.lastErrorCode === "ticket_missing" || row.lastErrorCode === "authorization_lost")
    return tokenError(row.lastErrorCode, data);
  return tokenError("token_cooling", data);
}

async function open(ctx: Context, row: TokenRow): Promise<HeldToken> {
  if (row.token === null) throw new Error("A row without a token was found usable");
  return { token: await openSealed(ctx, row.token, placeOf(row, "token")), version: row.version };
}

function factsOf(row: TokenRow) {
  return { ...row, hasSource: row.source !== null, hasToken: row.token !== null };
}

function errorData(key: TokenKey): TokenErrorData {
  return key.appId === ""
    ? { componentAppId: key.componentAppId }
    : { componentAppId: key.componentAppId, appId: key.appId };
}

import { and, asc, desc, eq, gt, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import type { Context } from "#lib/core/context.ts";
import type { FailureFacts } from "./errors.ts";

type Tables = Context["store"]["t"];
export type TokenRow = Tables["tokens"]["$inferSelect"];
export type NewTokenRow = Tables["tokens"]["$inferInsert"];
export type HistoryRow = Tables["refreshTokenHistory"]["$inferSelect"];
export type RecoveryRow = Tables["tokenRecoveries"]["$inferSelect"];

/** Whose token: `appId` is "" for the platform's own. */
export interface TokenKey {
  componentAppId: string;
  appId: string;
}

/** A held lease. Only its owner, with its fencing number, writes. */
export interface Lease extends TokenKey {
  owner: string;
  fence: number;
}

const preparedByDb = new WeakMap<object, Map<string, unknown>>();

/** A query built once per connection: building it costs more than running it. */
function prepared<Query>(ctx: Context, name: string, build: (db: Context["store"]["db"]) => Query): Query {
  const { db } = ctx.store;
  const queries = preparedByDb.get(db) ?? new Map<string, unknown>();
  preparedByDb.set(db, queries);
  const query = (queries.get(name) as Query | undefined) ?? build(db);
  queries.set(name, query);
  return query;
}

function keyIs(ctx: Context, key: TokenKey): SQL | undefined {
  const { tokens } = ctx.store.t;
  return and(eq(tokens.componentAppId, key.componentAppId), eq(tokens.appId, key.appId));
}

function stillHeld(ctx: Context, lease: Lease): SQL | undefined {
  const { tokens } = ctx.store.t;
  return and(keyIs(ctx, lease), eq(tokens.leaseOwner, lease.owner), eq(tokens.leaseFence, lease.fence));
}

export async function readToken(ctx: Context, key: TokenKey): Promise<TokenRow | null> {
  const { tokens } = ctx.store.t;
  const query = prepared(ctx, "readToken", (db) =>
    db
      .select()
      .from(tokens)
      .where(
        and(eq(tokens.componentAppId, sql.placeholder("componentAppId")), eq(tokens.appId, sql.placeholder("appId"))),
      )
      .prepare(),
  );
  const found = await query.execute({ componentAppId: key.componentAppId, appId: key.appId });
  return found[0] ?? null;
}

/**
 * Takes the lease if nobody has taken it since fencing number `seenFence` was read; the caller judged it
 * free. @returns the row as it is under the lease (the re-read), or null.
 */
export async function takeLease(
  ctx: Context,
  key: TokenKey,
  lease: { owner: string; seenFence: number; expiresAt: number },
): Promise<TokenRow | null> {
  const { tokens } = ctx.store.t;
  const taken = await ctx.store.tx((db) =>
    db
      .update(tokens)
      .set({ leaseOwner: lease.owner, leaseFence: lease.seenFence + 1, leaseExpiresAt: lease.expiresAt })
      .where(and(keyIs(ctx, key), eq(tokens.leaseFence, lease.seenFence)))
      .returning(),
  );
  return taken[0] ?? null;
}

/** Gives the lease back, if it is still ours. */
export async function releaseLease(ctx: Context, lease: Lease): Promise<void> {
  const { tokens } = ctx.store.t;
  await ctx.store.tx((db) =>
    db.update(tokens).set({ leaseOwner: null, leaseExpiresAt: null }).where(stillHeld(ctx, lease)),
  );
}

/** Compare-and-set: writes a bought token only under our lease and over the version that was read. */
export async function saveBoughtToken(
  ctx: Context,
  lease: Lease,
  seenVersion: number,
  change: Pick<
    NewTokenRow,
    "token" | "expiresAt" | "lifeMs" | "refreshedAt" | "forcedAt" | "source" | "sourceReceivedAt"
  >,
): Promise<number | null> {
  const { tokens } = ctx.store.t;
  const saved = await ctx.store.writer
    .update(tokens)
    .set({ ...change, ...noFailure, ...noLease, version: seenVersion + 1 })
    .where(and(stillHeld(ctx, lease), eq(tokens.version, seenVersion)))
    .returning({ version: tokens.version });
  return saved[0]?.version ?? null;
}

/** Notes a failed refresh and gives the lease back. @returns false when the lease was no longer ours. */
export async function saveFailure(
  ctx: Context,
  lease: Lease,
  seenVersion: number,
  failure: FailureFacts & { failedAt: number; coolUntil: number | null },
): Promise<boolean> {
  const { tokens } = ctx.store.t;
  const saved = await ctx.store.writer
    .update(tokens)
    .set({ ...failure, ...noLease })
    .where(and(stillHeld(ctx, lease), eq(tokens.version, seenVersion)))
    .returning({ version: tokens.version });
  return saved.length === 1;
}

const noLease = { leaseOwner: null, leaseExpiresAt: null } as const;
const noFailure = { failedAt: null, lastErrcode: null, lastRid: null, lastErrorCode: null, coolUntil: null } as const;

/** Inserts rows or overwrites them whole, ending any lease: whoever holds one writes nothing any more. */
export async function replaceTokens(ctx: Context, rows: NewTokenRow[]): Promise<void> {
  const { tokens } = ctx.store.t;
  for (let at = 0; at < rows.length; at += 250) {
    await ctx.store.writer
      .insert(tokens)
      .values(rows.slice(at, at + 250))
      .onConflictDoUpdate({
        target: [tokens.componentAppId, tokens.appId],
        set: {
          source: sql`excluded.source`,
          sourceAt: sql`excluded.source_at`,
          sourceReceivedAt: sql`excluded.source_received_at`,
          token: sql`excluded.token`,
          expiresAt: sql`excluded.expires_at`,
          lifeMs: sql`excluded.life_ms`,
          refreshedAt: sql`excluded.refreshed_at`,
          version: sql`${tokens.version} + 1`,
          leaseFence: sql`${tokens.leaseFence} + 1`,
          ...noLease,
          ...noFailure,
        },
      });
  }
}

/** Stores a ticket. The version stays: a newer ticket does not make a token under way worthless. */
export async function writeTicket(
  ctx: Context,
  componentAppId: string,
  ticket: { source: Buffer; sourceAt: number; sourceReceivedAt: number },
): Promise<void> {
  const { tokens } = ctx.store.t;
  await ctx.store.writer
    .insert(tokens)
    .values({ componentAppId, appId: "", ...ticket, version: 0, leaseFence: 0 })
    .onConflictDoUpdate({ target: [tokens.componentAppId, tokens.appId], set: { ...ticket, ...noFailure } });
}

/** Empties the row of a revoked grant; the row stays, so that version and fence never start again. */
export async function emptyToken(ctx: Context, key: TokenKey, nowMs: number): Promise<boolean> {
  const { tokens } = ctx.store.t;
  const emptied = await ctx.store.writer
    .update(tokens)
    .set({
      source: null,
      sourceReceivedAt: nowMs,
      token: null,
      expiresAt: null,
      lifeMs: null,
      version: sql`${tokens.version} + 1`,
      leaseFence: sql`${tokens.leaseFence} + 1`,
      ...noLease,
      ...noFailure,
    })
    .where(keyIs(ctx, key))
    .returning({ version: tokens.version });
  return emptied.length === 1;
}

export async function readTokensOf(ctx: Context, componentAppId: string, appIds: string[]): Promise<TokenRow[]> {
  if (appIds.length === 0) return [];
  const { tokens } = ctx.store.t;
  return ctx.store.db
    .select()
    .from(tokens)
    .where(and(eq(tokens.componentAppId, componentAppId), inArray(tokens.appId, appIds)));
}

export async function insertHistory(ctx: Context, rows: HistoryRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500)
    await ctx.store.writer.insert(ctx.store.t.refreshTokenHistory).values(rows.slice(at, at + 500));
}

export async function readHistory(ctx: Context, key: TokenKey): Promise<HistoryRow[]> {
  const { refreshTokenHistory: history } = ctx.store.t;
  return ctx.store.db
    .select()
    .from(history)
    .where(and(eq(history.componentAppId, key.componentAppId), eq(history.appId, key.appId)))
    .orderBy(desc(history.seenAt), desc(history.id));
}

/** Rows after `after` in key order, for walking the whole table in short steps. */
export async function walkTokens(ctx: Context, after: TokenKey, limit: number): Promise<TokenRow[]> {
  const { tokens } = ctx.store.t;
  return ctx.store.db
    .select()
    .from(tokens)
    .where(
      or(
        gt(tokens.componentAppId, after.componentAppId),
        and(eq(tokens.componentAppId, after.componentAppId), gt(tokens.appId, after.appId)),
      ),
    )
    .orderBy(asc(tokens.componentAppId), asc(tokens.appId))
    .limit(limit);
}

export async function walkHistory(ctx: Context, afterId: string, limit: number): Promise<HistoryRow[]> {
  const { refreshTokenHistory: history } = ctx.store.t;
  return ctx.store.db.select().from(history).where(gt(history.id, afterId)).orderBy(asc(history.id)).limit(limit);
}

/** Replaces sealed bytes by the same secrets under a newer data key, unless they changed meanwhile. Inside tx. */
export async function resealToken(
  ctx: Context,
  row: TokenRow,
  sealed: Pick<TokenRow, "source" | "token">,
): Promise<void> {
  const { tokens } = ctx.store.t;
  const query = prepared(ctx, "resealToken", (db) =>
    db
      .update(tokens)
      .set({ source: sql`${sql.placeholder("source")}`, token: sql`${sql.placeholder("token")}` })
      .where(
        and(
          eq(tokens.componentAppId, sql.placeholder("componentAppId")),
          eq(tokens.appId, sql.placeholder("appId")),
          sql`${tokens.source} is not distinct from ${sql.placeholder("oldSource")}`,
          sql`${tokens.token} is not distinct from ${sql.placeholder("oldToken")}`,
        ),
      )
      .prepare(),
  );
  const { componentAppId, appId, source: oldSource, token: oldToken } = row;
  await query.execute({ componentAppId, appId, oldSource, oldToken, ...sealed });
}

/** The same for one row of the history. Inside tx. */
export async function resealHistory(ctx: Context, id: string, refreshToken: Buffer): Promise<void> {
  const { refreshTokenHistory: history } = ctx.store.t;
  const query = prepared(ctx, "resealHistory", (db) =>
    db
      .update(history)
      .set({ refreshToken: sql`${sql.placeholder("refreshToken")}` })
      .where(eq(history.id, sql.placeholder("id")))
      .prepare(),
  );
  await query.execute({ id, refreshToken });
}

export async function readRecovery(ctx: Context, componentAppId: string): Promise<RecoveryRow | null> {
  const { tokenRecoveries } = ctx.store.t;
  const found = await ctx.store.db
    .select()
    .from(tokenRecoveries)
    .where(eq(tokenRecoveries.componentAppId, componentAppId));
  return found[0] ?? null;
}

/** Marks a sweep as begun, unless another began since `seen` was read. @returns whether it is ours. */
export async function claimRecovery(
  ctx: Context,
  componentAppId: string,
  seen: RecoveryRow | null,
  startedAt: number,
): Promise<boolean> {
  const { tokenRecoveries } = ctx.store.t;
  const fresh = { state: "running" as const, done: 0, total: 0, startedAt, finishedAt: null, errcode: null };
  const claimed = await ctx.store.tx(async (db) => {
    if (seen === null)
      return db
        .insert(tokenRecoveries)
        .values({ componentAppId, ...fresh })
        .onConflictDoNothing()
        .returning();
    const { startedAt: seenStart, state } = seen;
    const same = and(eq(tokenRecoveries.startedAt, seenStart), eq(tokenRecoveries.state, state));
    return db
      .update(tokenRecoveries)
      .set(fresh)
      .where(and(eq(tokenRecoveries.componentAppId, componentAppId), same, ne(tokenRecoveries.startedAt, startedAt)))
      .returning();
  });
  return claimed.length === 1;
}

export async function noteRecovery(
  ctx: Context,
  sweep: { componentAppId: string; startedAt: number },
  change: Partial<Pick<RecoveryRow, "state" | "done" | "total" | "finishedAt" | "errcode">>,
): Promise<void> {
  const { tokenRecoveries } = ctx.store.t;
  await ctx.store.writer
    .update(tokenRecoveries)
    .set(change)
    .where(
      and(eq(tokenRecoveries.componentAppId, sweep.componentAppId), eq(tokenRecoveries.startedAt, sweep.startedAt)),
    );
}

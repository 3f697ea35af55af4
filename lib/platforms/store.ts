import { and, asc, eq, isNull, lte, notInArray, or, sql } from "drizzle-orm";
import type { Context } from "#lib/core/context.ts";
import { releaseCheckAppIds } from "./describe-publishing.ts";

type Tables = Context["store"]["t"];
export type PlatformRow = Tables["platforms"]["$inferSelect"];
export type NewPlatformRow = Tables["platforms"]["$inferInsert"];
type CredentialRow = Tables["tokens"]["$inferSelect"];

export interface FoundPlatform {
  platform: PlatformRow;
  /** Its ticket and component token, sealed. */
  credential: CredentialRow | null;
  /** First authorization of an account that is not one of WeChat's own, ms. */
  ordinaryAuthorizedAt: number | null;
}

/** All platforms in the order they were connected. */
export async function selectPlatforms(ctx: Context, componentAppId?: string): Promise<FoundPlatform[]> {
  const { platforms, tokens, grants } = ctx.store.t;
  // The index by platform and time gives the first one without reading the others.
  const firstOrdinary = ctx.store.db
    .select({ at: grants.authorizedAt })
    .from(grants)
    .where(and(eq(grants.componentAppId, platforms.componentAppId), notInArray(grants.appId, [...releaseCheckAppIds])))
    .orderBy(asc(grants.authorizedAt))
    .limit(1);
  return ctx.store.db
    .select({
      platform: platforms,
      credential: tokens,
      ordinaryAuthorizedAt: sql<number | null>`(${firstOrdinary})`.mapWith((value) => Number(value)),
    })
    .from(platforms)
    .leftJoin(tokens, and(eq(tokens.componentAppId, platforms.componentAppId), eq(tokens.appId, "")))
    .where(componentAppId === undefined ? undefined : eq(platforms.componentAppId, componentAppId))
    .orderBy(asc(platforms.createdAt), asc(platforms.componentAppId));
}

export async function selectPlatform(ctx: Context, componentAppId: string): Promise<PlatformRow | null> {
  const { platforms } = ctx.store.t;
  const found = await ctx.store.db.select().from(platforms).where(eq(platforms.componentAppId, componentAppId));
  return found[0] ?? null;
}

export async function insertPlatform(ctx: Context, row: NewPlatformRow): Promise<void> {
  await ctx.store.writer.insert(ctx.store.t.platforms).values(row);
}

/** Changes a platform. With another AppSecret the next purchase of a token need not wait out a refusal of the old. */
export async function updatePlatform(
  ctx: Context,
  componentAppId: string,
  change: Partial<NewPlatformRow>,
): Promise<void> {
  const { platforms, tokens } = ctx.store.t;
  await ctx.store.writer.update(platforms).set(change).where(eq(platforms.componentAppId, componentAppId));
  if (change.appSecret === undefined) return;
  const ownToken = and(eq(tokens.componentAppId, componentAppId), eq(tokens.appId, ""));
  await ctx.store.writer.update(tokens).set({ coolUntil: null }).where(ownToken);
}

/** Takes the right to ask for a ticket: true for one caller per `everyMs`, over all processes. */
export async function claimTicketRequest(
  ctx: Context,
  componentAppId: string,
  nowMs: number,
  everyMs: number,
): Promise<boolean> {
  const { platforms } = ctx.store.t;
  const claimed = await ctx.store.writer
    .update(platforms)
    .set({ ticketAskedAt: nowMs })
    .where(
      and(
        eq(platforms.componentAppId, componentAppId),
        or(isNull(platforms.ticketAskedAt), lte(platforms.ticketAskedAt, nowMs - everyMs)),
      ),
    )
    .returning({ componentAppId: platforms.componentAppId });
  return claimed.length === 1;
}

/** Adds to the callback counters; the times only for accepted ones. */
export async function countCallbacks(
  ctx: Context,
  componentAppId: string,
  counts: { accepted: boolean; count: number; at: number; withPreviousKey: boolean },
): Promise<void> {
  const { platforms } = ctx.store.t;
  await ctx.store.writer
    .update(platforms)
    .set(
      counts.accepted
        ? { lastCallbackAt: counts.at, ...(counts.withPreviousKey && { previousKeySeenAt: counts.at }) }
        : { refusedCallbacks: sql`${platforms.refusedCallbacks} + ${counts.count}` },
    )
    .where(eq(platforms.componentAppId, componentAppId));
}

/** Starts an import unless one is running. @returns false when one was. */
export async function claimImport(ctx: Context, componentAppId: string, nowMs: number): Promise<boolean> {
  const { platforms } = ctx.store.t;
  const claimed = await ctx.store.writer
    .update(platforms)
    .set({
      importState: "running",
      importDone: 0,
      importTotal: 0,
      importOffset: 0,
      importStartedAt: nowMs,
      importFinishedAt: null,
      importErrcode: null,
    })
    .where(and(eq(platforms.componentAppId, componentAppId), sql`${platforms.importState} <> 'running'`))
    .returning({ componentAppId: platforms.componentAppId });
  return claimed.length === 1;
}

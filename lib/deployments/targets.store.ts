import { and, asc, count, desc, eq, inArray, isNull, lte, max, min, or, type SQL, sql } from "drizzle-orm";
import type { Store } from "#db/store.ts";
import type { TargetState } from "./contract.ts";
import type { TargetRow } from "./store.ts";

const rowsAtOnce = 400;

/** Inside tx. */
export async function insertTargets(store: Store, rows: TargetRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await store.writer.insert(store.t.deploymentTargets).values(rows.slice(from, from + rowsAtOnce));
  }
}

export async function readTarget(store: Store, id: string): Promise<TargetRow | null> {
  const { deploymentTargets: t } = store.t;
  const [row] = await store.db.select().from(t).where(eq(t.id, id));
  return (row as TargetRow | undefined) ?? null;
}

/**
 * Compare-and-set: writes only if nobody wrote since the row was read. Inside tx.
 * @returns the row as it is now, or null when someone else was faster.
 */
export async function writeTarget(
  store: Store,
  target: Pick<TargetRow, "id" | "revision">,
  patch: Partial<TargetRow>,
): Promise<TargetRow | null> {
  const { deploymentTargets: t } = store.t;
  const [row] = await store.writer
    .update(t)
    .set({ ...patch, revision: target.revision + 1 })
    .where(and(eq(t.id, target.id), eq(t.revision, target.revision)))
    .returning();
  return (row as TargetRow | undefined) ?? null;
}

/** The same patch for many rows, whatever their revision; their workers find out by it. Inside tx. */
export async function writeTargets(store: Store, ids: readonly string[], patch: Partial<TargetRow>): Promise<void> {
  const { deploymentTargets: t } = store.t;
  for (let from = 0; from < ids.length; from += 1_000) {
    await store.writer
      .update(t)
      .set({ ...patch, revision: sql`${t.revision} + 1` })
      .where(inArray(t.id, ids.slice(from, from + 1_000)));
  }
}

/** Takes due targets until `claimedUntil`; whoever holds an older revision can write no more. Inside tx. */
export async function claimDueTargets(
  store: Store,
  claim: { now: number; claimedUntil: number; limit: number },
): Promise<TargetRow[]> {
  const { deploymentTargets: t } = store.t;
  const free = and(lte(t.nextCheckAt, claim.now), or(isNull(t.claimedUntil), lte(t.claimedUntil, claim.now)));
  const due = await store.db
    .select({ id: t.id })
    .from(t)
    .where(free)
    .orderBy(asc(t.nextCheckAt), asc(t.deploymentNumber), asc(t.ordinal))
    .limit(claim.limit);
  if (due.length === 0) return [];
  const ids = due.map((row) => row.id);
  const rows = await store.writer
    .update(t)
    .set({ claimedUntil: claim.claimedUntil, revision: sql`${t.revision} + 1` })
    .where(and(inArray(t.id, ids), free))
    .returning();
  return rows as TargetRow[];
}

/** When the next target is due, or one that a lost worker had in hand comes free; null when none is. */
export async function nextDueAt(store: Store): Promise<number | null> {
  const { deploymentTargets: t } = store.t;
  const [row] = await store.rows<{ due: number | string | null; freed: number | string | null }>(
    sql`select (select min(next_check_at) from ${t} where claimed_until is null) as due,
      (select min(case when claimed_until > next_check_at then claimed_until else next_check_at end)
        from ${t} where claimed_until is not null and next_check_at is not null) as freed`,
  );
  const times = [row?.due, row?.freed].filter((time) => time !== null && time !== undefined).map(Number);
  return times.length === 0 ? null : Math.min(...times);
}

export interface TargetFilter {
  states?: readonly TargetState[];
  ids?: readonly string[];
  withoutIntent?: boolean;
}

/** All targets of one deployment that match; at most the 5,000 it can have. */
export async function selectTargets(store: Store, number: number, filter: TargetFilter = {}): Promise<TargetRow[]> {
  const { deploymentTargets: t } = store.t;
  const rows = await store.db
    .select()
    .from(t)
    .where(
      and(
        eq(t.deploymentNumber, number),
        filter.states ? inArray(t.state, [...filter.states]) : undefined,
        filter.ids ? inArray(t.id, [...filter.ids]) : undefined,
        filter.withoutIntent ? isNull(t.intent) : undefined,
      ),
    )
    .orderBy(asc(t.ordinal));
  return rows as TargetRow[];
}

/** The newest targets of one account. */
export async function selectTargetsOf(store: Store, appId: string, limit: number): Promise<TargetRow[]> {
  const { deploymentTargets: t } = store.t;
  const rows = await store.db.select().from(t).where(eq(t.appId, appId)).orderBy(desc(t.deploymentNumber)).limit(limit);
  return rows as TargetRow[];
}

export interface Place {
  rank: number;
  ordinal: number;
}

function matching(store: Store, number: number, filter: { state?: TargetState; search?: string }): SQL | undefined {
  const { deploymentTargets: t } = store.t;
  const text = filter.search
    ?.trim()
    .toLowerCase()
    .replace(/[\\%_]/g, "\\$&");
  const contains = (column: SQL) => sql`lower(${column}) like ${`%${text}%`} escape '\\'`;
  return and(
    eq(t.deploymentNumber, number),
    filter.state ? eq(t.state, filter.state) : undefined,
    text ? or(contains(sql`${t.accountName}`), contains(sql`${t.appId}`)) : undefined,
  );
}

/** One page, those who need people first. */
export async function listTargetRows(
  store: Store,
  number: number,
  filter: { state?: TargetState; search?: string },
  page: { after?: Place; before?: Place; limit: number },
): Promise<TargetRow[]> {
  const { deploymentTargets: t } = store.t;
  const backwards = page.before !== undefined;
  const place = sql`(${t.rank}, ${t.ordinal})`;
  const order = backwards ? [desc(t.rank), desc(t.ordinal)] : [asc(t.rank), asc(t.ordinal)];
  const rows = await store.db
    .select()
    .from(t)
    .where(
      and(
        matching(store, number, filter),
        page.after ? sql`${place} > (${page.after.rank}, ${page.after.ordinal})` : undefined,
        page.before ? sql`${place} < (${page.before.rank}, ${page.before.ordinal})` : undefined,
      ),
    )
    .orderBy(...order)
    .limit(page.limit);
  return rows as TargetRow[];
}

export async function countTargets(
  store: Store,
  number: number,
  filter: { state?: TargetState; search?: string },
): Promise<number> {
  const { deploymentTargets: t } = store.t;
  const [row] = await store.db
    .select({ total: count() })
    .from(t)
    .where(matching(store, number, filter));
  return Number(row?.total ?? 0);
}

/** When code was last committed to each account by us, whichever deployment did it. */
export async function lastCommits(store: Store, appIds: readonly string[]): Promise<Map<string, number>> {
  const { deploymentTargets: t } = store.t;
  const found = new Map<string, number>();
  for (let from = 0; from < appIds.length; from += 1_000) {
    const rows = await store.db
      .select({ appId: t.appId, at: max(t.committedAt) })
      .from(t)
      .where(inArray(t.appId, appIds.slice(from, from + 1_000)))
      .groupBy(t.appId);
    for (const row of rows) if (row.at !== null) found.set(row.appId, Number(row.at));
  }
  return found;
}

/** Targets that need people, over all deployments: how many a state, and since when. */
export async function countNeedingPeople(store: Store): Promise<Map<string, { count: number; since: number | null }>> {
  const { deploymentTargets: t } = store.t;
  const rows = await store.db
    .select({ state: t.state, count: count(), since: min(t.since) })
    .from(t)
    .where(eq(t.rank, 0))
    .groupBy(t.state);
  return new Map(
    rows.map((row) => [row.state, { count: Number(row.count), since: row.since === null ? null : Number(row.since) }]),
  );
}

/** A new deployment to these accounts makes their old failures history: nobody needs to act on them. Inside tx. */
export async function settleOldFailures(store: Store, appIds: readonly string[]): Promise<void> {
  const { deploymentTargets: t } = store.t;
  for (let from = 0; from < appIds.length; from += 1_000) {
    const part = appIds.slice(from, from + 1_000);
    await store.writer
      .update(t)
      .set({ rank: 2 })
      .where(and(inArray(t.appId, part), eq(t.rank, 0), inArray(t.state, ["failed", "rejected"])));
  }
}

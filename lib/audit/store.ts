import { and, asc, desc, eq, gt, gte, lt, type SQL, sql } from "drizzle-orm";
import type { Store } from "#db/store.ts";
import type { ChainedFields } from "./chain.ts";

export type AuditRow = Store["t"]["auditEntries"]["$inferSelect"];
export type NewAuditRow = Store["t"]["auditEntries"]["$inferInsert"] & ChainedFields;
export interface Head {
  sequence: number;
  hash: string;
}

/** Takes the end of the chain, lets `make` build the next entry on it, and stores both. Inside tx. */
export async function appendEntry(store: Store, make: (head: Head) => NewAuditRow): Promise<void> {
  const { auditEntries, auditHeads } = store.t;
  // The update comes first: its row lock makes the next writer wait until this transaction ends.
  const [taken] = await store.writer
    .update(auditHeads)
    .set({ sequence: sql`${auditHeads.sequence} + 1` })
    .where(eq(auditHeads.id, "main"))
    .returning({ sequence: auditHeads.sequence, hash: auditHeads.hash });
  if (!taken) throw new Error("The audit log has no head row");
  const row = make({ sequence: taken.sequence - 1, hash: taken.hash });
  await store.writer.insert(auditEntries).values(row);
  await store.writer.update(auditHeads).set({ hash: row.hash }).where(eq(auditHeads.id, "main"));
}

export async function readHead(store: Store): Promise<Head> {
  const { auditHeads } = store.t;
  const [head] = await store.db.select().from(auditHeads).where(eq(auditHeads.id, "main"));
  return head ?? { sequence: 0, hash: "" };
}

/** Entries after `sequence`, oldest first. */
export function readEntriesAfter(store: Store, sequence: number, limit: number): Promise<AuditRow[]> {
  const { auditEntries } = store.t;
  return store.db
    .select()
    .from(auditEntries)
    .where(gt(auditEntries.sequence, sequence))
    .orderBy(asc(auditEntries.sequence))
    .limit(limit);
}

export async function readCheckpoint(store: Store) {
  const { auditCheckpoints } = store.t;
  const [found] = await store.db.select().from(auditCheckpoints).where(eq(auditCheckpoints.id, "main"));
  return found ?? null;
}

export async function saveCheckpoint(
  store: Store,
  checkpoint: { sequence: number; hash: string; verifiedAt: number; brokenSequence: number | null },
): Promise<void> {
  const { auditCheckpoints } = store.t;
  await store.writer
    .insert(auditCheckpoints)
    .values({ id: "main", ...checkpoint })
    .onConflictDoUpdate({ target: auditCheckpoints.id, set: checkpoint });
}

export interface EntryFilter {
  search?: string;
  actorId?: string;
  actorKind?: AuditRow["actorKind"];
  action?: string;
  outcome?: AuditRow["outcome"];
  appId?: string;
  since?: number;
}

function conditions(store: Store, filter: EntryFilter): SQL[] {
  const { auditEntries: t } = store.t;
  const all: (SQL | undefined)[] = [
    filter.actorId ? eq(t.actorId, filter.actorId) : undefined,
    filter.actorKind ? eq(t.actorKind, filter.actorKind) : undefined,
    filter.action ? eq(t.action, filter.action) : undefined,
    filter.outcome ? eq(t.outcome, filter.outcome) : undefined,
    filter.appId ? eq(t.appId, filter.appId) : undefined,
    filter.since === undefined ? undefined : gte(t.at, filter.since),
    filter.search ? sql`${t.searchText} like ${`%${escapeLike(filter.search)}%`} escape '!'` : undefined,
  ];
  return all.filter((condition) => condition !== undefined);
}

function escapeLike(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/[!%_]/g, "!$&");
}

/** One page in the order of the list (newest first); `limit + 1` tells whether there is more. */
export async function listEntries(
  store: Store,
  filter: EntryFilter,
  page: { beforeSequence?: number; afterSequence?: number; limit: number },
): Promise<AuditRow[]> {
  const { auditEntries: t } = store.t;
  const wanted = conditions(store, filter);
  if (page.afterSequence !== undefined) {
    const newer = await store.db
      .select()
      .from(t)
      .where(and(...wanted, gt(t.sequence, page.afterSequence)))
      .orderBy(asc(t.sequence))
      .limit(page.limit);
    return newer.reverse();
  }
  if (page.beforeSequence !== undefined) wanted.push(lt(t.sequence, page.beforeSequence));
  return store.db
    .select()
    .from(t)
    .where(and(...wanted))
    .orderBy(desc(t.sequence))
    .limit(page.limit);
}

/** Matches of the filter, counted up to `cap`. */
export async function countEntries(store: Store, filter: EntryFilter, cap: number): Promise<number> {
  const { auditEntries: t } = store.t;
  const matching = store.db
    .select({ one: sql`1`.as("one") })
    .from(t)
    .where(and(...conditions(store, filter)))
    .limit(cap)
    .as("matching");
  const [row] = await store.db.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(matching);
  return row?.count ?? 0;
}

/** The action after `action` in alphabetical order: one index seek, so that listing all scans nothing. */
export async function nextAction(store: Store, action: string): Promise<string | null> {
  const { auditEntries: t } = store.t;
  const [row] = await store.db
    .select({ action: t.action })
    .from(t)
    .where(gt(t.action, action))
    .orderBy(asc(t.action), asc(t.sequence))
    .limit(1);
  return row?.action ?? null;
}

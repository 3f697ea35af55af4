import { and, eq, inArray } from "drizzle-orm";
import type { Store } from "#db/store.ts";

export type LockRow = Store["t"]["accountLocks"]["$inferSelect"];

const rowsAtOnce = 1_000;

/**
 * Takes the accounts for their targets; all or none. Inside tx.
 * @returns the locks of others that stand in the way; the caller rolls back when there are any.
 */
export async function lockAccounts(store: Store, rows: readonly LockRow[]): Promise<LockRow[]> {
  const { accountLocks: t } = store.t;
  // In one order everywhere: two transactions on PostgreSQL then never wait for each other crosswise.
  const sorted = [...rows].sort((a, b) => (a.appId < b.appId ? -1 : 1));
  const refused: string[] = [];
  for (let from = 0; from < sorted.length; from += rowsAtOnce) {
    const part = sorted.slice(from, from + rowsAtOnce);
    const taken = await store.writer.insert(t).values(part).onConflictDoNothing().returning({ appId: t.appId });
    const have = new Set(taken.map((row) => row.appId));
    for (const row of part) if (!have.has(row.appId)) refused.push(row.appId);
  }
  const wanted = new Map(sorted.map((row) => [row.appId, row.targetId]));
  const others = await findLocks(store, refused);
  return others.filter((lock) => wanted.get(lock.appId) !== lock.targetId);
}

/** Gives the accounts back. Inside tx. */
export async function unlockAccounts(store: Store, targetIds: readonly string[]): Promise<void> {
  const { accountLocks: t } = store.t;
  for (let from = 0; from < targetIds.length; from += rowsAtOnce) {
    await store.writer.delete(t).where(inArray(t.targetId, targetIds.slice(from, from + rowsAtOnce)));
  }
}

export async function unlockAccount(store: Store, appId: string, targetId: string): Promise<void> {
  const { accountLocks: t } = store.t;
  await store.writer.delete(t).where(and(eq(t.appId, appId), eq(t.targetId, targetId)));
}

export async function findLocks(store: Store, appIds: readonly string[]): Promise<LockRow[]> {
  const { accountLocks: t } = store.t;
  const found: LockRow[] = [];
  for (let from = 0; from < appIds.length; from += rowsAtOnce) {
    const part = appIds.slice(from, from + rowsAtOnce);
    found.push(...(await store.db.select().from(t).where(inArray(t.appId, part))));
  }
  return found;
}

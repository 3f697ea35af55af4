import { and, asc, eq, lte, ne, sql } from "drizzle-orm";
import type { Store } from "#db/store.ts";

export type BindingRow = Store["t"]["bindings"]["$inferSelect"];
export type QuestionRow = Store["t"]["bindingQuestions"]["$inferSelect"];

export async function readBinding(store: Store, appId: string): Promise<BindingRow | null> {
  const { bindings } = store.t;
  const [row] = await store.db.select().from(bindings).where(eq(bindings.appId, appId));
  return row ?? null;
}

export async function writeBinding(store: Store, row: BindingRow): Promise<void> {
  const { bindings } = store.t;
  await store.writer.insert(bindings).values(row).onConflictDoUpdate({ target: bindings.appId, set: row });
}

/** Other accounts of ours under an open account, and how many there are. */
export async function readSiblings(store: Store, openAppId: string, appId: string, limit: number) {
  const { bindings } = store.t;
  const others = and(eq(bindings.openAppId, openAppId), ne(bindings.appId, appId), eq(bindings.state, "bound"));
  const rows = await store.db
    .select({ appId: bindings.appId, askedAt: bindings.askedAt })
    .from(bindings)
    .where(others)
    .orderBy(asc(bindings.appId))
    .limit(limit);
  const [total] = await store.rows<{ n: number | string }>(sql`select count(*) as n from ${bindings} where ${others}`);
  return { rows, total: Number(total?.n ?? 0) };
}

/** Puts accounts in line to be asked about; those in line already keep their place. Inside tx. */
export async function queueQuestions(store: Store, appIds: readonly string[], dueAt: number): Promise<void> {
  if (appIds.length === 0) return;
  const { bindingQuestions } = store.t;
  await store.writer
    .insert(bindingQuestions)
    .values(appIds.map((appId) => ({ appId, dueAt, attempts: 0 })))
    .onConflictDoUpdate({ target: bindingQuestions.appId, set: { dueAt, attempts: 0 } });
}

export function readQuestionsDue(store: Store, nowMs: number, limit: number): Promise<QuestionRow[]> {
  const { bindingQuestions } = store.t;
  return store.db
    .select()
    .from(bindingQuestions)
    .where(lte(bindingQuestions.dueAt, nowMs))
    .orderBy(asc(bindingQuestions.dueAt))
    .limit(limit);
}

export async function nextQuestionDue(store: Store): Promise<number | null> {
  const { bindingQuestions } = store.t;
  const [row] = await store.db
    .select({ dueAt: bindingQuestions.dueAt })
    .from(bindingQuestions)
    .orderBy(asc(bindingQuestions.dueAt))
    .limit(1);
  return row?.dueAt ?? null;
}

export async function endQuestion(store: Store, appId: string): Promise<void> {
  const { bindingQuestions } = store.t;
  await store.writer.delete(bindingQuestions).where(eq(bindingQuestions.appId, appId));
}

export async function postponeQuestion(store: Store, appId: string, dueAt: number, attempts: number): Promise<void> {
  const { bindingQuestions } = store.t;
  await store.writer.update(bindingQuestions).set({ dueAt, attempts }).where(eq(bindingQuestions.appId, appId));
}

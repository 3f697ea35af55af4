import { count, eq } from "drizzle-orm";
import type { Store } from "#db/store.ts";

export type TemplateLiveRow = Store["t"]["templateLives"]["$inferSelect"];

/** Which template is live on an account; replaces what was. Inside tx. */
export async function saveTemplateLive(store: Store, row: TemplateLiveRow): Promise<void> {
  const { templateLives: t } = store.t;
  await store.writer.insert(t).values(row).onConflictDoUpdate({ target: t.appId, set: row });
}

/** After a roll-back nobody knows which template is live. Inside tx. */
export async function removeTemplateLive(store: Store, appId: string): Promise<void> {
  const { templateLives: t } = store.t;
  await store.writer.delete(t).where(eq(t.appId, appId));
}

/** Accounts by template. */
export async function countTemplateLives(store: Store, componentAppId: string): Promise<Map<string, number>> {
  const { templateLives: t } = store.t;
  const rows = await store.db
    .select({ templateId: t.templateId, total: count() })
    .from(t)
    .where(eq(t.componentAppId, componentAppId))
    .groupBy(t.templateId);
  return new Map(rows.map((row) => [row.templateId, Number(row.total)]));
}

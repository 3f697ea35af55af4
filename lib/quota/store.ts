import { eq, isNull, lte, or } from "drizzle-orm";
import type { Context } from "#lib/core/context.ts";

/** One line as it is stored. */
export type ReadLine = NonNullable<ReadingRow["lines"]>[number];
export type ReadingRow = Context["store"]["t"]["quotaReadings"]["$inferSelect"];

export async function selectReading(ctx: Context, componentAppId: string): Promise<ReadingRow | null> {
  const { quotaReadings } = ctx.store.t;
  const found = await ctx.store.db.select().from(quotaReadings).where(eq(quotaReadings.componentAppId, componentAppId));
  return found[0] ?? null;
}

/** Takes the right to read: true for one caller per `everyMs`, over all processes. Inside tx. */
export async function claimReading(
  ctx: Context,
  componentAppId: string,
  nowMs: number,
  everyMs: number,
): Promise<boolean> {
  const { quotaReadings } = ctx.store.t;
  const claimed = await ctx.store.writer
    .insert(quotaReadings)
    .values({ componentAppId, askedAt: nowMs })
    .onConflictDoUpdate({
      target: quotaReadings.componentAppId,
      set: { askedAt: nowMs },
      setWhere: or(isNull(quotaReadings.askedAt), lte(quotaReadings.askedAt, nowMs - everyMs)),
    })
    .returning({ componentAppId: quotaReadings.componentAppId });
  return claimed.length === 1;
}

/** Writes some columns of a platform's row, making it if need be. Inside tx. */
export async function saveReading(
  ctx: Context,
  componentAppId: string,
  change: Partial<Omit<ReadingRow, "componentAppId">>,
): Promise<void> {
  const { quotaReadings } = ctx.store.t;
  await ctx.store.writer
    .insert(quotaReadings)
    .values({ componentAppId, ...change })
    .onConflictDoUpdate({ target: quotaReadings.componentAppId, set: change });
}

import { sql } from "drizzle-orm";
import type { Store } from "#db/store.ts";

export interface Reservation {
  /** When the first of the reserved calls may go out (µs); the others follow at the interval. */
  firstUs: number;
  /** Set when WeChat said to stop until then; nothing was reserved. */
  blockedUntil: number | null;
}

/**
 * Reserves the next `count` free moments of a bucket (GCRA): after a quiet time `burst` calls may go at
 * once, then one each `intervalUs`. Inside tx; one row, so all processes share it.
 */
export async function reserveCalls(
  store: Store,
  key: string,
  pace: { now: number; intervalUs: number; burst: number; count: number },
): Promise<Reservation> {
  const { rateBuckets: t } = store.t;
  const nowUs = pace.now * 1_000;
  const earliestUs = nowUs - (pace.burst - 1) * pace.intervalUs;
  const takenUs = pace.count * pace.intervalUs;
  const [row] = await store.writer
    .insert(t)
    .values({ key, nextFreeUs: earliestUs + takenUs, blockedUntil: null })
    .onConflictDoUpdate({
      target: t.key,
      set: {
        nextFreeUs: sql`case when ${t.blockedUntil} > ${pace.now} then ${t.nextFreeUs}
          when ${t.nextFreeUs} < ${earliestUs} then ${earliestUs + takenUs}
          else ${t.nextFreeUs} + ${takenUs} end`,
      },
    })
    .returning();
  if (!row) throw new Error("The pace was not stored");
  const blocked = row.blockedUntil !== null && row.blockedUntil > pace.now;
  return { firstUs: row.nextFreeUs - takenUs, blockedUntil: blocked ? row.blockedUntil : null };
}

/** WeChat said that this API is used up: nobody calls it until then. Inside tx. */
export async function blockCalls(store: Store, key: string, until: number): Promise<void> {
  const { rateBuckets: t } = store.t;
  await store.writer
    .insert(t)
    .values({ key, nextFreeUs: until * 1_000, blockedUntil: until })
    .onConflictDoUpdate({ target: t.key, set: { blockedUntil: until } });
}

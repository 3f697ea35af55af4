import type { Kit } from "#db/kit.ts";

/** Background work. A job carries ids, never state: the truth is in the domain's tables. */
export function defineJobs(kit: Kit) {
  const jobs = kit.table(
    "jobs",
    {
      id: kit.text("id").primaryKey(),
      kind: kit.text("kind").notNull(),
      /** One open job per key; null for jobs that may stand side by side, and for finished ones. */
      uniqueKey: kit.text("unique_key"),
      payload: kit.json<Record<string, unknown>>("payload").notNull(),
      state: kit.text("state").$type<"ready" | "running" | "done" | "failed">().notNull(),
      runAt: kit.time("run_at").notNull(),
      /** Asked for again while it ran: it becomes ready at this time instead of done. */
      rerunAt: kit.time("rerun_at"),
      attempts: kit.int("attempts").notNull(),
      maxAttempts: kit.int("max_attempts").notNull(),
      leaseOwner: kit.text("lease_owner"),
      /** Grows with each claim: what a slow, overtaken worker saves is refused by it. */
      fence: kit.int("fence").notNull(),
      leaseExpiresAt: kit.time("lease_expires_at"),
      lastError: kit.text("last_error"),
      createdAt: kit.time("created_at").notNull(),
      finishedAt: kit.time("finished_at"),
    },
    (table) => [
      kit.uniqueIndex("jobs_unique_key").on(table.uniqueKey),
      kit.index("jobs_ready").on(table.state, table.runAt),
      kit.index("jobs_leased").on(table.state, table.leaseExpiresAt),
      kit.index("jobs_finished").on(table.state, table.finishedAt),
    ],
  );
  return { jobs };
}

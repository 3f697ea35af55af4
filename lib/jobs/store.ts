import { and, asc, eq, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import type { Store } from "#db/store.ts";

export type JobRow = Store["t"]["jobs"]["$inferSelect"];

export interface NewJob {
  id: string;
  kind: string;
  uniqueKey: string | null;
  payload: Record<string, unknown>;
  runAt: number;
  maxAttempts: number;
  nowMs: number;
}

/**
 * Adds a job, or moves the open one of the same key forward: a ready one to the earlier time, a running
 * one gets another turn, since it may have read its facts already. @returns the id of the open job.
 */
export async function insertJob(store: Store, job: NewJob): Promise<string> {
  const { jobs } = store.t;
  const { nowMs, ...row } = job;
  const [open] = await store.writer
    .insert(jobs)
    .values({ ...row, state: "ready", attempts: 0, fence: 0, createdAt: nowMs })
    .onConflictDoUpdate({
      target: jobs.uniqueKey,
      set: {
        payload: sql`excluded.payload`,
        runAt: sql`case when ${jobs.state} = 'ready' and excluded.run_at < ${jobs.runAt} then excluded.run_at else ${jobs.runAt} end`,
        rerunAt: sql`case when ${jobs.state} <> 'running' then null when ${jobs.rerunAt} < excluded.run_at then ${jobs.rerunAt} else excluded.run_at end`,
      },
    })
    .returning({ id: jobs.id });
  return open?.id ?? job.id;
}

/** Makes sure that the one job of a schedule exists; a period made shorter takes effect at once. */
export async function ensureSchedule(store: Store, job: NewJob, latestRunAt: number): Promise<void> {
  const { jobs } = store.t;
  const latest = sql.raw(String(latestRunAt));
  const { nowMs, ...row } = job;
  await store.writer
    .insert(jobs)
    .values({ ...row, state: "ready", attempts: 0, fence: 0, createdAt: nowMs })
    .onConflictDoUpdate({
      target: jobs.uniqueKey,
      set: { runAt: sql`case when ${jobs.runAt} > ${latest} then ${latest} else ${jobs.runAt} end` },
    });
}

/** When the next job is due: ready ones by their time, running ones by the end of their lease. */
export async function nextDue(store: Store): Promise<number | null> {
  const { jobs } = store.t;
  const [row] = await store.rows<{ ready: number | string | null; leased: number | string | null }>(
    sql`select (select min(run_at) from ${jobs} where state = 'ready') as ready,
      (select min(lease_expires_at) from ${jobs} where state = 'running') as leased`,
  );
  const times = [row?.ready, row?.leased].filter((time) => time !== null && time !== undefined).map(Number);
  return times.length === 0 ? null : Math.min(...times);
}

/** Takes up to `limit` due jobs for `owner`, also those whose worker let its lease run out. Inside tx. */
export async function claimJobs(
  store: Store,
  claim: {
    kinds: string[];
    owner: string;
    nowMs: number;
    untilMs: number;
    leaseMs: Map<string, number>;
    limit: number;
  },
): Promise<JobRow[]> {
  const { jobs } = store.t;
  const due = or(
    and(eq(jobs.state, "ready"), sql`${jobs.runAt} <= ${claim.untilMs}`),
    and(eq(jobs.state, "running"), sql`${jobs.leaseExpiresAt} <= ${claim.nowMs}`),
  );
  const lock = store.dialect === "postgres" ? sql` for update skip locked` : sql``;
  const picked = sql`(select ${jobs.id} from ${jobs} where ${and(due, inArray(jobs.kind, claim.kinds))}
    order by ${jobs.runAt} limit ${claim.limit}${lock})`;
  const rows = await store.writer
    .update(jobs)
    .set({
      state: "running",
      leaseOwner: claim.owner,
      leaseExpiresAt: leaseEnd(store, claim.nowMs, claim.leaseMs),
      attempts: sql`${jobs.attempts} + 1`,
      fence: sql`${jobs.fence} + 1`,
      rerunAt: null,
    })
    .where(sql`${jobs.id} in ${picked}`)
    .returning();
  return rows.sort((a, b) => a.runAt - b.runAt);
}

function leaseEnd(store: Store, nowMs: number, leaseMs: Map<string, number>): SQL {
  const { jobs } = store.t;
  const whens = [...leaseMs].map(([kind, ms]) => sql`when ${kind} then ${sql.raw(String(nowMs + ms))}`);
  const standard = sql.raw(String(nowMs + 60_000));
  return whens.length === 0 ? sql`${standard}` : sql`case ${jobs.kind} ${sql.join(whens, sql` `)} else ${standard} end`;
}

/** Only the holder of this claim may write to the job: an overtaken worker changes nothing. */
function held(store: Store, job: { id: string; leaseOwner: string | null; fence: number }) {
  const { jobs } = store.t;
  return and(
    eq(jobs.id, job.id),
    eq(jobs.state, "running"),
    eq(jobs.leaseOwner, job.leaseOwner ?? ""),
    eq(jobs.fence, job.fence),
  );
}

export async function extendLease(store: Store, job: JobRow, leaseExpiresAt: number): Promise<boolean> {
  const { jobs } = store.t;
  const rows = await store.writer
    .update(jobs)
    .set({ leaseExpiresAt })
    .where(held(store, job))
    .returning({ id: jobs.id });
  return rows.length > 0;
}

/** Ends a run. A job that was asked for meanwhile becomes ready again. @returns false when overtaken. */
export async function finishJob(
  store: Store,
  job: JobRow,
  end: { state: "done" | "failed"; nowMs: number; lastError: string | null },
): Promise<boolean> {
  const { jobs } = store.t;
  const again = sql`${jobs.rerunAt} is not null`;
  const rows = await store.writer
    .update(jobs)
    .set({
      state: sql`case when ${again} then 'ready' else ${end.state} end`,
      runAt: sql`case when ${again} then ${jobs.rerunAt} else ${jobs.runAt} end`,
      uniqueKey: sql`case when ${again} then ${jobs.uniqueKey} else null end`,
      attempts: sql`case when ${again} then 0 else ${jobs.attempts} end`,
      finishedAt: end.nowMs,
      lastError: end.lastError,
      rerunAt: null,
      leaseOwner: null,
      leaseExpiresAt: null,
    })
    .where(held(store, job))
    .returning({ id: jobs.id });
  return rows.length > 0;
}

/** Puts a job back: after a failure with its attempts counted, otherwise with a clean sheet. */
export async function returnJob(
  store: Store,
  job: JobRow,
  back: { runAt: number; attempts: number; lastError: string | null },
): Promise<boolean> {
  const { jobs } = store.t;
  const rows = await store.writer
    .update(jobs)
    .set({
      state: "ready",
      runAt: sql`case when ${jobs.rerunAt} < ${back.runAt} then ${jobs.rerunAt} else ${sql.raw(String(Math.trunc(back.runAt)))} end`,
      attempts: back.attempts,
      lastError: back.lastError,
      rerunAt: null,
      leaseOwner: null,
      leaseExpiresAt: null,
    })
    .where(held(store, job))
    .returning({ id: jobs.id });
  return rows.length > 0;
}

/** Ends all leases now. Only where no other process can hold one: a single process over SQLite. */
export async function endLeases(store: Store, nowMs: number): Promise<void> {
  const { jobs } = store.t;
  await store.writer.update(jobs).set({ leaseExpiresAt: nowMs }).where(eq(jobs.state, "running"));
}

/** Removes finished jobs that ended before `endedBefore`, a batch at a time. @returns how many. */
export async function deleteFinished(store: Store, endedBefore: number, limit: number): Promise<number> {
  const { jobs } = store.t;
  const old = await store.db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(inArray(jobs.state, ["done", "failed"]), lt(jobs.finishedAt, endedBefore)))
    .orderBy(asc(jobs.finishedAt))
    .limit(limit);
  if (old.length === 0) return 0;
  await store.writer.delete(jobs).where(
    inArray(
      jobs.id,
      old.map((row) => row.id),
    ),
  );
  return old.length;
}

/** Open jobs by state, and the oldest due one, for /metrics and /readyz. */
export async function countOpen(store: Store, nowMs: number) {
  const { jobs } = store.t;
  const rows = await store.rows<{ state: string; count: number | string; due: number | string | null }>(
    sql`select state, count(*) as count, min(run_at) as due from ${jobs}
      where state in ('ready', 'running') group by state`,
  );
  const of = (state: string) => rows.find((row) => row.state === state);
  const due = of("ready")?.due;
  return {
    ready: Number(of("ready")?.count ?? 0),
    running: Number(of("running")?.count ?? 0),
    lagMs: due === null || due === undefined ? 0 : Math.max(0, nowMs - Number(due)),
  };
}

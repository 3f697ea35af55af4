import { type Services, systemContext } from "#lib/core/context.ts";
import { isAppError } from "#lib/core/errors.ts";
import { type AnyJob, defaultLeaseMs } from "./job.ts";
import { extendLease, finishJob, type JobRow, returnJob } from "./store.ts";

const longestBackoffMs = 300_000;

/** Wait before the next try: 1 s doubling to 5 min, ±25 % so that failures do not march in step. */
export function backoffMs(attempt: number, random: number): number {
  const base = Math.min(1_000 * 2 ** (attempt - 1), longestBackoffMs);
  return Math.round(base * (0.75 + random * 0.5));
}

/**
 * Runs one claimed job under a heartbeat and writes its end, unless another worker has taken it over.
 * @returns how it ended.
 */
export async function runJob(
  services: Services,
  job: AnyJob,
  row: JobRow,
): Promise<"done" | "again" | "retry" | "failed" | "overtaken"> {
  const { store, clock } = services;
  const log = services.log.child({ job: row.kind, jobId: row.id, attempt: row.attempts });
  const leaseMs = job.leaseMs ?? defaultLeaseMs;
  const heartbeat = setInterval(() => {
    store
      .tx(() => extendLease(store, row, clock.now() + leaseMs))
      .catch((error: unknown) => log.warn({ err: error }, "could not extend the lease"));
  }, leaseMs / 3);
  try {
    const outcome = await run(services, job, row);
    if (outcome.error === null) {
      const nextAt = job.everyMs === undefined ? null : clock.now() + job.everyMs;
      const againAt = outcome.againAt ?? nextAt;
      if (againAt !== null) {
        const kept = await store.tx(() => returnJob(store, row, { runAt: againAt, attempts: 0, lastError: null }));
        return kept ? "again" : "overtaken";
      }
      const kept = await store.tx(() => finishJob(store, row, { state: "done", nowMs: clock.now(), lastError: null }));
      return kept ? "done" : "overtaken";
    }
    log.warn({ err: outcome.error }, "a job failed");
    const lastError = nameOf(outcome.error);
    if (row.attempts >= row.maxAttempts && job.everyMs === undefined) {
      const kept = await store.tx(() => finishJob(store, row, { state: "failed", nowMs: clock.now(), lastError }));
      return kept ? "failed" : "overtaken";
    }
    const wait = Math.min(backoffMs(row.attempts, Math.random()), job.everyMs ?? Number.POSITIVE_INFINITY);
    const back = { runAt: clock.now() + wait, attempts: row.attempts, lastError };
    const kept = await store.tx(() => returnJob(store, row, back));
    return kept ? "retry" : "overtaken";
  } finally {
    clearInterval(heartbeat);
  }
}

async function run(services: Services, job: AnyJob, row: JobRow): Promise<{ againAt: number | null; error: unknown }> {
  try {
    const ctx = systemContext(services, row.kind);
    const answer = await job.run(ctx, row.payload, { jobId: row.id, attempt: row.attempts });
    return { againAt: answer?.againAt ?? null, error: null };
  } catch (error) {
    return { againAt: null, error: error ?? new Error("A job threw nothing") };
  }
}

/** A code or a class, never a message: messages may quote what was being written. */
function nameOf(error: unknown): string {
  if (isAppError(error)) return error.code;
  return error instanceof Error ? error.name : typeof error;
}

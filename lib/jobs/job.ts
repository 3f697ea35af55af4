import type { Context } from "#lib/core/context.ts";

/** Work that is done later, at least once: every run reads the outside world back before acting. */
export interface Job<Payload extends Record<string, unknown>> {
  kind: string;
  /** Tries before the job is given up (default 10). */
  maxAttempts?: number;
  /** A running job whose lease ends is taken over by another worker (default 60 s). */
  leaseMs?: number;
  /** Runs one job. Return `{ againAt }` (ms) to run it again later without counting a failure. */
  run(
    ctx: Context,
    payload: Payload,
    about: { jobId: string; attempt: number },
  ): Promise<undefined | { againAt: number }>;
}

export type AnyJob = Job<Record<string, unknown>> & {
  /** Set by `every`: the worker keeps one such job in the table, this far apart. */
  everyMs?: number;
};

/** A job that the worker itself keeps running, `periodMs` after each end. Its payload is `{}`. */
export function every<Payload extends Record<string, unknown>>(job: Job<Payload>, periodMs: number): AnyJob {
  return { ...(job as AnyJob), everyMs: periodMs };
}

export const defaultMaxAttempts = 10;
export const defaultLeaseMs = 60_000;

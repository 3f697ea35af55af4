import type { Services } from "#lib/core/context.ts";
import { newId } from "#lib/core/ids.ts";
import { defaultMaxAttempts, type Job } from "./job.ts";
import { insertJob } from "./store.ts";
import { wakeWorkers } from "./wake.ts";

export interface EnqueueOptions {
  /** At most one open job of this kind and key; asking again while it runs gives it another turn. */
  uniqueKey?: string;
  /** Not before this time (ms); default now. */
  runAt?: number;
}

/**
 * Puts a job on the table, inside the caller's transaction: it exists if and only if that commits.
 * Workers of this process wake at once. @returns the id of the open job.
 */
export async function enqueue<Payload extends Record<string, unknown>>(
  ctx: Pick<Services, "store" | "clock">,
  job: Pick<Job<Payload>, "kind" | "maxAttempts">,
  payload: Payload,
  options: EnqueueOptions = {},
): Promise<string> {
  const nowMs = ctx.clock.now();
  const id = await ctx.store.tx(() =>
    insertJob(ctx.store, {
      id: newId(nowMs),
      kind: job.kind,
      uniqueKey: options.uniqueKey === undefined ? null : `${job.kind}:${options.uniqueKey}`,
      payload,
      runAt: options.runAt ?? nowMs,
      maxAttempts: job.maxAttempts ?? defaultMaxAttempts,
      nowMs,
    }),
  );
  ctx.store.afterCommit(wakeWorkers);
  return id;
}

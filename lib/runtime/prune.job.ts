import { type Job, pruneJobs } from "#lib/jobs/index.ts";

const keptMs = 7 * 86_400_000;

/** Removes background jobs that ended more than a week ago. */
export const pruneFinishedJobs: Job<Record<string, never>> = {
  kind: "runtime.prune_jobs",
  async run(ctx) {
    await pruneJobs(ctx, ctx.clock.now() - keptMs);
    return undefined;
  },
};

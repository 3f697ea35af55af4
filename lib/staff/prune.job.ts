import type { Job } from "#lib/jobs/index.ts";
import { pruneStaff } from "./store.ts";

const keptMs = 30 * 86_400_000;

/** Forgets failed sign-ins and ended sessions of more than 30 days ago; the audit log keeps both. */
export const pruneSignIns: Job<Record<string, never>> = {
  kind: "staff.prune",
  async run(ctx) {
    await ctx.store.tx(() => pruneStaff(ctx.store, ctx.clock.now() - keptMs));
    return undefined;
  },
};

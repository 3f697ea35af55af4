import type { Context } from "#lib/core/context.ts";
import { type AnyJob, enqueue, every, type Job } from "#lib/jobs/index.ts";
import { advanceTarget } from "./advance-target.ts";
import { claimDueTargets, nextDueAt, writeTargets } from "./targets.store.ts";
import { type Timing, timingFor } from "./timing.ts";

const kind = "deployments.advance_due";
/** After which the job gives its place to others and comes back. */
const turnMs = 10_000;
const idleMs = 60_000;
const shortestMs = 50;

/**
 * One job works off all due targets, several side by side: thousands of targets never stand in the queue
 * before a merchant's callback. It sleeps until the next one is due; whatever changes a target wakes it.
 */
export function createAdvanceDueJob(given?: Partial<Timing>, options: { leaseMs?: number } = {}): AnyJob {
  const job: Job<Record<string, never>> = {
    kind,
    leaseMs: options.leaseMs ?? 15_000,
    async run(ctx) {
      const timing = { ...timingFor(ctx.env), ...given };
      const more = await workOff(ctx, timing);
      const now = ctx.clock.now();
      if (more) return { againAt: now };
      // Due already can only be what another process has just taken: look again in a moment, do not spin.
      const due = (await nextDueAt(ctx.store)) ?? now + idleMs;
      return { againAt: Math.min(Math.max(due, now + shortestMs), now + idleMs) };
    },
  };
  return every(job, idleMs);
}

/** Lets the worker look at the targets now. Joins the caller's transaction. */
export async function wakeDeployments(ctx: Context): Promise<void> {
  await enqueue(ctx, { kind }, {}, { uniqueKey: "every" });
}

/** @returns true when the turn ended before the work did. */
async function workOff(ctx: Context, timing: Timing): Promise<boolean> {
  const { store, clock } = ctx;
  const { concurrency, claimMs } = timing;
  const endsAt = performance.now() + turnMs;
  const running = new Set<Promise<void>>();
  // Taken a few at a time: each claim is a transaction, and a lost worker holds its claims for a while.
  let taken: string[] = [];
  let drained = false;
  while (performance.now() < endsAt) {
    if (taken.length === 0 && !drained && running.size < concurrency) {
      const now = clock.now();
      const claim = { now, claimedUntil: now + claimMs, limit: concurrency };
      const rows = await store.tx(() => claimDueTargets(store, claim));
      taken = rows.map((target) => target.id);
      drained = rows.length < concurrency;
    }
    for (const targetId of taken.splice(0, concurrency - running.size)) {
      const run = advance(ctx, targetId, timing).finally(() => running.delete(run));
      running.add(run);
    }
    if (running.size === 0 && drained) return false;
    if (running.size === concurrency || taken.length > 0 || drained) {
      await Promise.race(running);
      // One slow target must not keep those that came due meanwhile waiting.
      drained = false;
    }
  }
  await Promise.all(running);
  if (taken.length > 0) await store.tx(() => writeTargets(store, taken, { claimedUntil: null }));
  return true;
}

/** One target's trouble must not stop the others; its claim runs out and it is tried again. */
async function advance(ctx: Context, targetId: string, timing: Timing): Promise<void> {
  try {
    await advanceTarget(ctx, targetId, timing);
  } catch (error) {
    ctx.log.error({ err: error, targetId }, "a deployment step failed unexpectedly");
  }
}

import type { Env } from "#lib/core/env.ts";

/** Every wait of a deployment, in ms unless named otherwise. */
export interface Timing {
  /** A worker that took a target and died loses it after this long. */
  claimMs: number;
  /** The longest a call with an open intent can still be on its way: client time-out, retries, margin. */
  settleMs: number;
  scanFirstMs: number;
  scanLongestMs: number;
  reviewFirstMs: number;
  reviewLongestMs: number;
  backOffFirstMs: number;
  backOffLongestMs: number;
  /** After WeChat says that a daily or monthly quota is used up. */
  quotaMs: number;
  /** Pace of one API of one platform. */
  callsPerSecond: number;
  burst: number;
  /** Targets worked on side by side in one process. */
  concurrency: number;
}

const real: Timing = {
  claimMs: 30_000,
  settleMs: 20_000,
  scanFirstMs: 5_000,
  scanLongestMs: 60_000,
  reviewFirstMs: 60_000,
  reviewLongestMs: 600_000,
  backOffFirstMs: 5_000,
  backOffLongestMs: 600_000,
  quotaMs: 3_600_000,
  callsPerSecond: 20,
  burst: 20,
  concurrency: 16,
};

const demo: Partial<Timing> = {
  scanFirstMs: 1_000,
  scanLongestMs: 5_000,
  reviewFirstMs: 3_000,
  reviewLongestMs: 30_000,
  backOffFirstMs: 2_000,
  backOffLongestMs: 60_000,
  callsPerSecond: 100,
  burst: 100,
};

/** The simulator scans and reviews within seconds, so the demo looks sooner. */
export function timingFor(env: Pick<Env, "demo">): Timing {
  return env.demo ? { ...real, ...demo } : real;
}

/** Doubles from `firstMs` to `longestMs`; the random share keeps 5,000 targets from coming back at once. */
export function growingDelay(firstMs: number, longestMs: number, attempts: number, random = Math.random()): number {
  const delayMs = Math.min(longestMs, firstMs * 2 ** Math.min(attempts, 20));
  return Math.round(delayMs * (0.85 + random * 0.3));
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How long a target may stay in a state before it fails: no state waits for ever. */
export const stateLimitsMs: Readonly<Record<string, number>> = {
  queued: 7 * dayMs,
  preflight: dayMs,
  committing: dayMs,
  scanning: 2 * hourMs,
  // The monthly review quota may have to come back first.
  submitting: 35 * dayMs,
  reviewing: 30 * dayMs,
  delayed: 60 * dayMs,
  // Waits for people, but must not keep the account's lock for good.
  approved: 60 * dayMs,
  releasing: dayMs,
};

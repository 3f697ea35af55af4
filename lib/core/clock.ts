import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds since the epoch, injectable so that tests move time instead of sleeping. */
export interface Clock {
  now(): number;
  /** Waits in this clock's time; absent: in real time. */
  wait?(ms: number): Promise<void>;
}

/** Waits `ms` by this clock. */
export function waitBy(clock: Clock, ms: number): Promise<void> {
  return clock.wait?.(ms) ?? sleep(ms);
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until told to move. */
export function fixedClock(startMs: number): Clock & { advance(ms: number): void; set(ms: number): void } {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    advance(ms) {
      nowMs += ms;
    },
    set(ms) {
      nowMs = ms;
    },
  };
}

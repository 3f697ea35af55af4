import type { Clock } from "#lib/core/clock.ts";

export interface CircuitOptions {
  /** Transport failures in a row that open it. */
  failuresToOpen?: number;
  /** How long it stays open before one probe may pass. */
  openMs?: number;
}

export interface Circuit {
  /** Asks for passage. `refused` while open; `probe` for the one call that tests the way when half open. */
  enter(): "pass" | "probe" | "refused";
  /** Reports what became of a call that was let in: `answered` closes the circuit. */
  leave(outcome: "answered" | "failed"): "opened" | "closed" | "unchanged";
}

/** Spares a WeChat that is down, and the callers who would each wait out the time limit. */
export function createCircuit(clock: Clock, { failuresToOpen = 5, openMs = 10_000 }: CircuitOptions = {}): Circuit {
  let failures = 0;
  let openedAt: number | null = null;
  let probeSentAt: number | null = null;
  return {
    enter() {
      if (openedAt === null) return "pass";
      const now = clock.now();
      const probeFree = probeSentAt === null || now - probeSentAt >= openMs;
      if (now - openedAt < openMs || !probeFree) return "refused";
      probeSentAt = now;
      return "probe";
    },
    leave(outcome) {
      probeSentAt = null;
      if (outcome === "answered") {
        failures = 0;
        const wasOpen = openedAt !== null;
        openedAt = null;
        return wasOpen ? "closed" : "unchanged";
      }
      failures += 1;
      if (openedAt === null && failures < failuresToOpen) return "unchanged";
      const wasOpen = openedAt !== null;
      openedAt = clock.now();
      return wasOpen ? "unchanged" : "opened";
    },
  };
}

import type { Clock } from "#lib/core/clock.ts";

export interface CircuitOptions {
  /** Transport failures in a row that open it. */
  failuresToOpen?: number;
  /** How long it stays open before one probe may pass. */
  openMs?: number;
}

/** `probe` is the one call that tests the way when half open. */
export type Passage = "pass" | "probe" | "refused";

export interface Circuit {
  /** Unix ms since when calls are refused; null while they pass. */
  readonly openSince: number | null;
  /** Asks for passage. */
  enter(): Passage;
  /** Reports what became of a call that was let in: `answered` closes the circuit. */
  leave(passage: Passage, outcome: "answered" | "failed"): "opened" | "closed" | "unchanged";
}

/** Spares a WeChat that is down, and the callers who would each wait out the time limit. */
export function createCircuit(clock: Clock, { failuresToOpen = 5, openMs = 10_000 }: CircuitOptions = {}): Circuit {
  let failures = 0;
  let openSince: number | null = null;
  let refusesUntil = 0;
  let probeSentAt: number | null = null;
  return {
    get openSince() {
      return openSince;
    },
    enter() {
      if (openSince === null) return "pass";
      const now = clock.now();
      const probeFree = probeSentAt === null || now - probeSentAt >= openMs;
      if (now < refusesUntil || !probeFree) return "refused";
      probeSentAt = now;
      return "probe";
    },
    leave(passage, outcome) {
      if (passage === "probe") probeSentAt = null;
      if (outcome === "answered") {
        failures = 0;
        const wasOpen = openSince !== null;
        openSince = null;
        probeSentAt = null;
        return wasOpen ? "closed" : "unchanged";
      }
      failures += 1;
      const opens = openSince === null && failures >= failuresToOpen;
      // A call that set out before the circuit opened tells nothing new when it fails late.
      if (!opens && passage !== "probe") return "unchanged";
      refusesUntil = clock.now() + openMs;
      if (opens) openSince = clock.now();
      return opens ? "opened" : "unchanged";
    },
  };
}

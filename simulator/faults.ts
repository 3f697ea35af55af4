import { fraction } from "./random.ts";

export const CALL_FAULTS = ["latency", "errcode", "malformed", "reset_before", "reset_after"] as const;
export const PUSH_FAULTS = ["drop", "duplicate", "reorder", "delay"] as const;
export type FaultKind = (typeof CALL_FAULTS)[number] | (typeof PUSH_FAULTS)[number];

export interface Fault {
  /** Endpoint path; for pushes their kind or the path of the URL; a trailing `*` matches any rest. */
  readonly path: string;
  readonly kind: FaultKind;
  /** Uses left; null: no end. */
  times: number | null;
  /** Chance of each match, 0–1. */
  readonly rate: number;
  readonly latencyMs: number;
  readonly errcode: number;
}

interface Laid {
  readonly fault: Fault;
  /** How many faults were laid before it. */
  readonly nth: number;
  matches: number;
}

/**
 * Faults laid by the control API. Which calls meet one is decided by the seed, the fault's own number and how
 * many calls matched it before: other calls in between, of other paths or of pushes, change nothing.
 */
export class Faults {
  #list: Laid[] = [];
  #laid = 0;
  readonly #seed: string;

  constructor(seed: string) {
    this.#seed = seed;
  }

  add(fault: Fault): void {
    this.#list.push({ fault, nth: this.#laid++, matches: 0 });
  }

  clear(): void {
    this.#list = [];
  }

  /** The faults that strike this call or push, known by any of `names`, now; each use is counted. */
  strike(direction: "call" | "push", ...names: readonly string[]): readonly Fault[] {
    if (this.#list.length === 0) return [];
    const kinds: readonly FaultKind[] = direction === "call" ? CALL_FAULTS : PUSH_FAULTS;
    const struck: Fault[] = [];
    for (const laid of this.#list) {
      const { fault, nth } = laid;
      if (!kinds.includes(fault.kind) || !names.some((name) => matches(fault.path, name))) continue;
      if (fraction(this.#seed, "fault", nth, laid.matches++) >= fault.rate) continue;
      if (fault.times !== null) fault.times--;
      struck.push(fault);
    }
    this.#list = this.#list.filter(({ fault }) => fault.times !== 0);
    return struck;
  }
}

function matches(pattern: string, path: string): boolean {
  return pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : pattern === path;
}

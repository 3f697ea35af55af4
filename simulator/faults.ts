import { fraction } from "./random.ts";

export const CALL_FAULTS = ["latency", "errcode", "malformed", "reset_before", "reset_after"] as const;
export const PUSH_FAULTS = ["drop", "duplicate", "reorder", "delay"] as const;
export type FaultKind = (typeof CALL_FAULTS)[number] | (typeof PUSH_FAULTS)[number];

export interface Fault {
  /** Endpoint path or push kind; a trailing `*` matches any rest. */
  readonly path: string;
  readonly kind: FaultKind;
  /** Uses left; null: no end. */
  times: number | null;
  /** Chance of each match, 0–1. */
  readonly rate: number;
  readonly latencyMs: number;
  readonly errcode: number;
}

/** Faults laid by the control API; which call meets one is decided by the seed. */
export class Faults {
  #list: Fault[] = [];
  #rolls = 0;
  readonly #seed: string;

  constructor(seed: string) {
    this.#seed = seed;
  }

  add(fault: Fault): void {
    this.#list.push(fault);
  }

  clear(): void {
    this.#list = [];
  }

  /** The faults that strike this call or push now; each use is counted. */
  strike(path: string): readonly Fault[] {
    if (this.#list.length === 0) return [];
    const struck = this.#list.filter((fault) => {
      if (!matches(fault.path, path)) return false;
      const roll = fraction(this.#seed, "fault", this.#rolls++);
      if (roll >= fault.rate) return false;
      if (fault.times !== null) fault.times--;
      return true;
    });
    this.#list = this.#list.filter((fault) => fault.times !== 0);
    return struck;
  }
}

function matches(pattern: string, path: string): boolean {
  return pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : pattern === path;
}

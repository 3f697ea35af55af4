import { createHash } from "node:crypto";

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Bootstrap 95 % interval of the median; seeded, so that the same rounds give the same interval. */
export function interval(values: number[]): [low: number, high: number] {
  const random = seeded(20260101);
  const draw = () => values[Math.floor(random() * values.length)] ?? Number.NaN;
  const medians = Array.from({ length: 4_000 }, () => median(values.map(draw))).sort((a, b) => a - b);
  return [medians[100] ?? Number.NaN, medians[3_900] ?? Number.NaN];
}

/** Small generator (mulberry32) for orders and moments that a seed repeats. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** Ms for a fixed amount of SHA-256: what brackets a round must agree, or the machine was elsewhere. */
export function gaugeMs(): number {
  const block = Buffer.alloc(1 << 20);
  const startedMs = performance.now();
  for (let turn = 0; turn < 60; turn += 1) createHash("sha256").update(block).digest();
  return performance.now() - startedMs;
}

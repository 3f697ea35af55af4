import type { World } from "./world.ts";

/** Steps, about a day's, after which pushes of several moments may be under way together: a month has nine thousand. */
const STRICT_STEPS = 300;
const TOGETHER = 32;
/** A receiver that stays silent this long is waited for no more in this journey. */
const PATIENCE_MS = 1_500;
const BLOCKED_MS = 20;

const journeys = new WeakMap<World, Promise<void>>();

/**
 * Moves virtual time by `byMs`, from one due moment to the next: a push is answered, and the retry of a refused
 * one laid, before time goes on; so a journey of 0 waits for what is under way. Journeys follow one another.
 */
export function travel(world: World, byMs: number): Promise<void> {
  const journey = (journeys.get(world) ?? Promise.resolve()).then(() => go(world, byMs));
  journeys.set(world, journey);
  return journey;
}

async function go(world: World, byMs: number): Promise<void> {
  const { clock, underWay } = world;
  const until = clock.now() + byMs;
  let patient = await underWay.below(0, PATIENCE_MS);
  let steps = 0;
  let rested = performance.now();
  for (let due = clock.nextDue(); due !== null && due <= until && !world.closed; due = clock.nextDue()) {
    clock.advance(Math.max(0, due - clock.now()));
    const most = ++steps <= STRICT_STEPS ? 0 : TOGETHER;
    if (underWay.count > most && patient) {
      patient = await underWay.below(most, PATIENCE_MS);
      rested = performance.now();
    } else if (performance.now() - rested > BLOCKED_MS) {
      await new Promise((resolve) => setImmediate(resolve));
      rested = performance.now();
    }
  }
  clock.advance(Math.max(0, until - clock.now()));
}

import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { fixedClock } from "#lib/core/clock.ts";
import { systemContext } from "#lib/core/context.ts";
import { connectPlatform } from "#lib/platforms/index.ts";
import { type Attack, attackTimeMs, neighbour, victim } from "../lib/callbacks/attack.ts";
import { heaviestAttacks } from "../lib/callbacks/attack-heavy.ts";
import { insideAttacks } from "../lib/callbacks/attack-inside.ts";
import { outsideAttacks } from "../lib/callbacks/attack-outside.ts";
import { createCallbackReceiver } from "../lib/callbacks/receive-callback.ts";
import { openTestServices } from "../lib/tokens/testing.ts";

const part = 2_000;

/**
 * Lets the receiver refuse `count` mutated pushes, one a turn of the event loop, and the heaviest ones among
 * them; prints how long the loop was kept at most, on the wall and in processor time of its thread.
 */
export async function measureStalls(count: number, seed: number): Promise<void> {
  const services = await openTestServices({
    dialect: "sqlite",
    apiUrl: "http://127.0.0.1:9",
    clock: fixedClock(attackTimeMs),
  });
  for (const each of [victim, neighbour]) await connectPlatform(systemContext(services, "bench"), each);
  const receive = createCallbackReceiver(services);
  // Each turn by itself: a histogram of the loop's delay would also hold the making of the attacks.
  const turnsMs: number[] = [];
  const statuses = new Map<number, number>();
  let [worstMs, worst, spentMs] = [0, "", 0];

  async function meet(attacks: Attack[]) {
    await setImmediate();
    for (const one of attacks) {
      const startedMs = performance.now();
      const before = process.threadCpuUsage();
      const { status } = await receive(one);
      const { user, system } = process.threadCpuUsage(before);
      const tookMs = (user + system) / 1_000;
      spentMs += tookMs;
      if (tookMs > worstMs) [worstMs, worst] = [tookMs, one.what];
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      await setImmediate();
      turnsMs.push(performance.now() - startedMs);
    }
  }

  for (let done = 0; done < count; done += part) {
    const attacks = fc.oneof(outsideAttacks, insideAttacks);
    await meet(fc.sample(attacks, { numRuns: Math.min(part, count - done), seed: seed + done }));
    await meet(heaviestAttacks);
  }
  await services.store.close();
  const answered = [...statuses].map(([status, n]) => `${n} × ${status}`).join(", ");
  console.log(`${answered}; ${((spentMs * 1_000) / count).toFixed(0)} µs of processor time each`);
  turnsMs.sort((a, b) => a - b);
  const at = (part: number) => `${(turnsMs[Math.floor((turnsMs.length - 1) * part)] ?? 0).toFixed(1)} ms`;
  console.log(
    `event loop kept at most ${at(1)} (p99.9 ${at(0.999)}); most processor time for one: ${worstMs.toFixed(1)} ms (${worst})`,
  );
  if ([...statuses.keys()].some((status) => status !== 400 && status !== 405)) throw new Error("one was accepted");
}

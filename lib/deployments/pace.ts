import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#lib/core/context.ts";
import { once } from "#lib/core/once.ts";
import { blockCalls, reserveCalls } from "./pace.store.ts";
import type { Timing } from "./timing.ts";

/** Longest wait inside a worker; beyond it the target is put back and its place used by others. */
const longestWaitMs = 5_000;
/** Turns are fetched this far ahead: one transaction for several calls, at the price of a few unused turns. */
const aheadMs = 100;

type Place = Pick<Context, "store" | "clock">;

export interface Later {
  at: number;
  /** WeChat's quota is used up, not our pace. */
  blocked: boolean;
}

interface Turns {
  /** Moments (µs) reserved for this process. */
  slotsUs: number[];
  /** A reservation on its way. */
  fetching: Promise<Later | null> | null;
}

const keyOf = (componentAppId: string, api: string) => `${componentAppId} ${api}`;
const allTurns = () => once("deployments.turns", () => new WeakMap<Context["store"], Map<string, Turns>>());

/**
 * Waits for this API's turn. All processes share one pace per platform and API through the database.
 * @returns null when the call may go out now, else when to come back (ms).
 */
export async function awaitTurn(
  ctx: Place,
  componentAppId: string,
  api: string,
  timing: Timing,
): Promise<Later | null> {
  const key = keyOf(componentAppId, api);
  const turns = turnsOf(ctx, key);
  for (;;) {
    const slotUs = turns.slotsUs.shift();
    if (slotUs === undefined) {
      turns.fetching ??= fetchTurns(ctx, key, turns, timing).finally(() => {
        turns.fetching = null;
      });
      const later = await turns.fetching;
      if (later) return later;
      continue;
    }
    const waitMs = Math.ceil(slotUs / 1_000) - ctx.clock.now();
    if (waitMs > longestWaitMs) return { at: Math.ceil(slotUs / 1_000), blocked: false };
    if (waitMs > 0) await sleep(waitMs);
    return null;
  }
}

/** WeChat said "quota" (45009, 45011): nobody calls this API of the platform until then. Inside tx. */
export async function blockApi(ctx: Place, componentAppId: string, api: string, until: number): Promise<void> {
  const key = keyOf(componentAppId, api);
  turnsOf(ctx, key).slotsUs = [];
  await blockCalls(ctx.store, key, until);
}

async function fetchTurns(ctx: Place, key: string, turns: Turns, timing: Timing): Promise<Later | null> {
  const intervalUs = Math.round(1_000_000 / timing.callsPerSecond);
  const count = Math.max(1, Math.floor((aheadMs * 1_000) / intervalUs));
  const pace = { now: ctx.clock.now(), intervalUs, burst: timing.burst, count };
  const { firstUs, blockedUntil } = await ctx.store.tx(() => reserveCalls(ctx.store, key, pace));
  if (blockedUntil !== null) return { at: blockedUntil, blocked: true };
  turns.slotsUs = Array.from({ length: count }, (_, nth) => firstUs + nth * intervalUs);
  return null;
}

function turnsOf(ctx: Place, key: string): Turns {
  const all = allTurns();
  const mine = all.get(ctx.store) ?? new Map<string, Turns>();
  all.set(ctx.store, mine);
  const turns = mine.get(key) ?? { slotsUs: [], fetching: null };
  mine.set(key, turns);
  return turns;
}

import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#lib/core/context.ts";
import { blockCalls, reserveCall } from "./pace.store.ts";
import type { Timing } from "./timing.ts";

/** Longest wait inside a worker; beyond it the target is put back and its place used by others. */
const longestWaitMs = 5_000;

const keyOf = (componentAppId: string, api: string) => `${componentAppId} ${api}`;

/**
 * Waits for this API's turn. All processes share one pace per platform and API through the database.
 * @returns null when the call may go out now, else when to come back (ms).
 */
export async function awaitTurn(
  ctx: Context,
  componentAppId: string,
  api: string,
  timing: Timing,
): Promise<{ at: number; blocked: boolean } | null> {
  const now = ctx.clock.now();
  const intervalUs = Math.round(1_000_000 / timing.callsPerSecond);
  const turn = await ctx.store.tx(() =>
    reserveCall(ctx.store, keyOf(componentAppId, api), { now, intervalUs, burst: timing.burst }),
  );
  if (turn.blockedUntil !== null) return { at: turn.blockedUntil, blocked: true };
  const waitMs = turn.at - now;
  if (waitMs > longestWaitMs) return { at: turn.at, blocked: false };
  if (waitMs > 0) await sleep(waitMs);
  return null;
}

/** WeChat said "quota" (45009, 45011): nobody calls this API of the platform until then. Inside tx. */
export function blockApi(ctx: Context, componentAppId: string, api: string, until: number): Promise<void> {
  return blockCalls(ctx.store, keyOf(componentAppId, api), until);
}

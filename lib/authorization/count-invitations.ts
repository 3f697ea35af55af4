import type { Context } from "#lib/core/context.ts";
import { countInvitations, readStuck } from "./store.ts";

const cap = 1_000;
const stuckAfterMs = 24 * 3_600_000;

/** Figures for the rail and the overview (no permission asked). `stuck`: opened a day ago and not finished. */
export async function summarizeInvitations(ctx: Context) {
  const nowMs = ctx.clock.now();
  const query = { state: "open", nowMs, backwards: false, limit: 1 };
  const [open, stuck] = await Promise.all([
    countInvitations(ctx.store, query, cap),
    readStuck(ctx.store, nowMs, nowMs - stuckAfterMs),
  ]);
  return { open, stuck: stuck.count, stuckSince: stuck.since };
}

import { setImmediate } from "node:timers/promises";
import type { Context } from "#lib/core/context.ts";
import { isAppError } from "#lib/core/errors.ts";
import { enqueue, every, type Job } from "#lib/jobs/index.ts";
import { type Lane, laneKey, workLaneKind } from "./lane.ts";
import { openPayload } from "./seal-payload.ts";
import { type EventRow, nextOfLane, pruneEvents, readWaitingLanes, updateEvent } from "./store.ts";
import { workEvent } from "./work-event.ts";

/** WeChat may be silent for half a day; a mistake of ours does not heal by waiting. */
const patienceMs = 24 * 3_600_000;
const maxInternalFailures = 10;
const longestWaitMs = 5 * 60_000;
const keepMs = 30 * 24 * 3_600_000;
const pruneBatch = 500;
/** Failures that no repetition cures. */
const final = ["event_incomplete", "seal_broken", "authorization_mismatch"];

/** Works the events of one account (or of the platform itself) in their order of arrival. */
export const workLaneJob: Job<Lane> = {
  kind: workLaneKind,
  async run(ctx, lane) {
    for (;;) {
      const event = await nextOfLane(ctx.store, lane);
      if (!event) return undefined;
      if (event.dueAt > ctx.clock.now()) return { againAt: event.dueAt };
      await workOne(ctx, event);
      // The embedded database answers without leaving this turn: a long lane would keep pushes waiting.
      await setImmediate();
    }
  },
};

async function workOne(ctx: Context, event: EventRow): Promise<void> {
  const { componentAppId, seq } = event;
  const asWechat: Context = { ...ctx, actor: { kind: "wechat", componentAppId } };
  try {
    const fields = event.payload ? openPayload(ctx, event.id, event.payload) : {};
    const isOurs = await workEvent(asWechat, event, fields);
    const state = isOurs ? ("done" as const) : ("ignored" as const);
    const end = { state, handledAt: ctx.clock.now(), attempts: event.attempts + 1, problem: null, payload: null };
    await ctx.store.tx(() => updateEvent(ctx.store, seq, end));
  } catch (error) {
    const problem = isAppError(error) ? problemOf(error) : "internal";
    const attempts = event.attempts + 1;
    ctx.log.warn({ err: error, eventId: event.id, kind: event.kind, attempts, problem }, "An event was not worked");
    const isTooOld = ctx.clock.now() - event.receivedAt > patienceMs;
    const isHopeless = isAppError(error) ? final.includes(error.code) : attempts >= maxInternalFailures;
    const isFinal = isTooOld || isHopeless;
    const wait = Math.min(1_000 * 2 ** (attempts - 1), longestWaitMs);
    const change = isFinal
      ? { state: "failed" as const, handledAt: ctx.clock.now(), payload: null }
      : { dueAt: ctx.clock.now() + wait };
    await ctx.store.tx(() => updateEvent(ctx.store, seq, { ...change, attempts, problem }));
  }
}

function problemOf(error: { code: string; data: Record<string, unknown> }): string {
  return typeof error.data.errcode === "number" ? `${error.code}:${error.data.errcode}` : error.code;
}

/** The net under the inbox: lanes whose job was given up are taken up again, and old events are removed. */
export const tendInboxJob = every(
  {
    kind: "callbacks.tend",
    async run(ctx: Context) {
      const nowMs = ctx.clock.now();
      for (const lane of await readWaitingLanes(ctx.store, nowMs, 500))
        await enqueue(ctx, { kind: workLaneKind }, { ...lane }, { uniqueKey: laneKey(lane) });
      for (let removed = pruneBatch; removed === pruneBatch; )
        removed = await ctx.store.tx(() => pruneEvents(ctx.store, nowMs - keepMs, pruneBatch));
      return undefined;
    },
  },
  30_000,
);

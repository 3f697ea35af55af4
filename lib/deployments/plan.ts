import type { TargetState } from "./contract.ts";
import { beforeSubmission, type Goal, isOpen } from "./states.ts";
import { stateLimitsMs } from "./timing.ts";

export type IntentKind = "commit" | "submit" | "release" | "withdraw" | "roll_back";

/** All that planning looks at: what is stored about one target, and how its deployment stands. */
export interface Snapshot {
  state: TargetState;
  goal: Goal;
  deployment: "running" | "paused" | "waiting" | "finished" | "cancelled";
  since: number;
  nextCheckAt: number | null;
  request: "withdraw" | "roll_back" | null;
  intent: { kind: IntentKind; readableAt: number } | null;
}

/** One operation is one thing: a move, one call to WeChat with what must be read around it, or a wait. */
export type Operation =
  | { kind: "begin" }
  | { kind: "commit" }
  | { kind: "read_scan" }
  | { kind: "submit" }
  | { kind: "read_review" }
  | { kind: "release" }
  | { kind: "withdraw" }
  | { kind: "roll_back" }
  /** Read WeChat's state back: a call was on its way when its worker was lost, or its answer was. */
  | { kind: "settle"; intent: IntentKind }
  | { kind: "expire" }
  | { kind: "cancel" }
  /** Nothing to do before `until`; null: not before someone decides. */
  | { kind: "wait"; until: number | null };

const acting: Partial<Record<TargetState, Operation>> = {
  queued: { kind: "begin" },
  preflight: { kind: "commit" },
  committing: { kind: "commit" },
  committed: { kind: "submit" },
  submitting: { kind: "submit" },
  approved: { kind: "release" },
  releasing: { kind: "release" },
};

const reading: Partial<Record<TargetState, Operation>> = {
  scanning: { kind: "read_scan" },
  reviewing: { kind: "read_review" },
  delayed: { kind: "read_review" },
};

/**
 * What to do next about one target. Pure. An open intent comes before all else, so that nothing is done
 * twice; then what people asked for; then the state's own step. A paused deployment reads on but does not act.
 */
export function plan(target: Snapshot, now: number): Operation[] {
  const { state, goal, intent, request, nextCheckAt } = target;
  if (!isOpen(state, goal) && request === null) return [rest];
  const limitMs = stateLimitsMs[state];
  if (limitMs !== undefined && now >= target.since + limitMs) return [{ kind: "expire" }];
  if (intent) {
    const readableAt = Math.max(intent.readableAt, nextCheckAt ?? 0);
    return [now < readableAt ? { kind: "wait", until: readableAt } : { kind: "settle", intent: intent.kind }];
  }
  if (nextCheckAt !== null && nextCheckAt > now) return [{ kind: "wait", until: nextCheckAt }];
  if (request !== null) return [{ kind: request }];
  if (target.deployment === "cancelled" && beforeSubmission.includes(state)) return [{ kind: "cancel" }];
  const read = reading[state];
  if (read) return [read];
  const act = acting[state];
  if (!act || stopsAt(target)) return [rest];
  return [act];
}

const rest: Operation = { kind: "wait", until: null };

function stopsAt({ state, goal, deployment }: Snapshot): boolean {
  if (deployment === "paused") return true;
  if (state === "committed") return goal === "trial";
  if (state === "approved") return goal !== "release";
  return false;
}

/** When an idle target must be looked at all the same: the end of its state's time. Null for settled ones. */
export function limitOf(state: TargetState, since: number): number | null {
  const limitMs = stateLimitsMs[state];
  return limitMs === undefined ? null : since + limitMs;
}

import { type Role, roleMay } from "#lib/core/contract.ts";
import type { Target, TargetState, Wait } from "./contract.ts";

export type Goal = "trial" | "review" | "release";
export type TargetAction = Target["actions"][number];

/** The transition table: everything else is refused by `assertTransition`. */
export const transitions: Readonly<Record<TargetState, readonly TargetState[]>> = {
  queued: ["preflight", "failed", "cancelled"],
  preflight: ["committing", "failed", "cancelled"],
  committing: ["scanning", "failed", "cancelled"],
  scanning: ["committed", "failed", "cancelled"],
  committed: ["queued", "submitting", "failed", "cancelled"],
  submitting: ["reviewing", "failed", "cancelled"],
  reviewing: ["approved", "rejected", "delayed", "withdrawn", "failed"],
  delayed: ["reviewing", "approved", "rejected", "withdrawn", "failed"],
  approved: ["releasing", "failed", "cancelled"],
  releasing: ["released", "failed"],
  released: ["rolled_back"],
  rejected: ["queued", "submitting", "cancelled"],
  withdrawn: ["queued", "submitting", "cancelled"],
  failed: ["queued", "committing", "scanning", "submitting", "reviewing", "approved", "releasing", "cancelled"],
  cancelled: [],
  rolled_back: [],
};

/** @throws Error for a step the table does not have: our bug, never the user's. */
export function assertTransition(from: TargetState, to: TargetState): void {
  if (!transitions[from].includes(to)) throw new Error(`A target does not go from ${from} to ${to}`);
}

/** States in which the code of the account is ours to change: one open target an account, kept by its lock. */
export function isOpen(state: TargetState, goal: Goal): boolean {
  if (state === "committed") return goal !== "trial";
  return !["released", "rejected", "withdrawn", "failed", "cancelled", "rolled_back"].includes(state);
}

/** Open states that wait for nobody's decision. */
export function movesByItself(state: TargetState, goal: Goal): boolean {
  return isOpen(state, goal) && (state !== "approved" || goal === "release");
}

/** 0 needs people, 1 moves by itself, 2 settled. */
export function rankOf(state: TargetState, goal: Goal): number {
  if (state === "failed" || state === "rejected") return 0;
  if (!isOpen(state, goal)) return 2;
  return movesByItself(state, goal) ? 1 : 0;
}

/** Before WeChat has anything to review; a cancelled deployment stops here. */
export const beforeSubmission: readonly TargetState[] = [
  "queued",
  "preflight",
  "committing",
  "scanning",
  "committed",
  "submitting",
];

const stops: Partial<Record<TargetState, TargetState>> = {
  queued: "queued",
  preflight: "queued",
  committing: "committing",
  scanning: "scanning",
  committed: "submitting",
  submitting: "submitting",
  reviewing: "reviewing",
  delayed: "reviewing",
  approved: "approved",
  releasing: "releasing",
};

/** Where a target that stops in `state` starts again: the failed step, not the beginning. */
export function retryStateOf(state: TargetState): TargetState {
  return stops[state] ?? "queued";
}

interface Actionable {
  state: TargetState;
  goal: Goal;
  /** A call to WeChat whose outcome is not yet known. */
  inDoubt: boolean;
  request: "withdraw" | "roll_back" | null;
}

const actionStates: Readonly<Record<TargetAction, readonly TargetState[]>> = {
  submit: ["committed"],
  release: ["approved"],
  withdraw: ["reviewing", "delayed"],
  retry: ["failed", "rejected", "withdrawn"],
  skip: ["queued", "preflight", "scanning", "committed", "approved", "failed", "rejected", "withdrawn"],
  roll_back: ["released"],
};

/** True when the state allows the action now, whoever asks. */
export function allows(target: Actionable, action: TargetAction): boolean {
  if (target.request !== null || !actionStates[action].includes(target.state)) return false;
  if (action === "skip") return !target.inDoubt;
  if (action === "submit") return target.goal === "trial";
  if (action === "release") return target.goal !== "release";
  return true;
}

/** What this role may do to the target now. */
export function actionsFor(target: Actionable, role: Role | null): TargetAction[] {
  return (Object.keys(actionStates) as TargetAction[]).filter((action) => {
    const permission = action === "release" || action === "roll_back" ? "deployments.release" : "deployments.control";
    return role !== null && roleMay(role, permission) && allows(target, action);
  });
}

/** The states in which `action` finds its targets, for queries. */
export function statesAllowing(action: TargetAction): readonly TargetState[] {
  return actionStates[action];
}

/** What a target waits for by its state alone, when its row names nothing nearer. */
export function usualWait(state: TargetState, goal: Goal): Wait | null {
  if (state === "queued") return "turn";
  if (state === "scanning") return "privacy_scan";
  if (state === "reviewing") return "review";
  if (state === "delayed") return "delayed_review";
  if (state === "approved" && goal !== "release") return "release";
  if (state === "committed" && goal === "trial") return "submission";
  return null;
}

/** The states that a set of counts has. */
export function targetStatesOf(counts: Partial<Record<TargetState, number>>): TargetState[] {
  return Object.keys(counts) as TargetState[];
}

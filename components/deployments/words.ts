import type { FillTone, Segment } from "#components/ui/segmented-bar.tsx";
import type { StateKind } from "#components/ui/state-glyph.tsx";
import type { Deployment, Target } from "#lib/deployments/contract.ts";

export type TargetState = Target["state"];
export type DeploymentState = Deployment["state"];
export type Goal = Deployment["goal"];
export type TargetAction = Target["actions"][number];

// Run-time lists of the contract's unions: contract.ts itself carries zod and stays out of the browser.
export const deploymentStates = [
  "running",
  "waiting",
  "paused",
  "finished",
  "cancelled",
] as const satisfies DeploymentState[];
export const goals = ["trial", "review", "release"] as const satisfies Goal[];

const deploymentGlyphs: Record<Exclude<DeploymentState, "finished">, StateKind> = {
  running: "working",
  paused: "paused",
  waiting: "waiting",
  cancelled: "cancelled",
};

/** Finished is only as good as what came of it. */
export function glyphOf(deployment: Pick<Deployment, "state" | "counts" | "goal" | "total">): StateKind {
  if (deployment.state !== "finished") return deploymentGlyphs[deployment.state];
  if (troubledOf(deployment.counts) > 0) return "warning";
  return doneOf(deployment) === deployment.total ? "released" : "ready";
}

export const targetGlyphs: Record<TargetState, StateKind> = {
  queued: "queued",
  preflight: "working",
  committing: "working",
  scanning: "scanning",
  committed: "ready",
  submitting: "working",
  reviewing: "reviewing",
  delayed: "delayed",
  approved: "approved",
  releasing: "working",
  released: "released",
  rejected: "rejected",
  withdrawn: "withdrawn",
  failed: "failed",
  cancelled: "cancelled",
  rolled_back: "rolledBack",
};

/** The bar from what is done to what is not yet begun, then what went wrong. */
const tones = {
  released: "jade",
  releasing: "jade2",
  approved: "jade2",
  reviewing: "amber",
  delayed: "amber",
  submitting: "bronze",
  committed: "slate2",
  scanning: "slate",
  committing: "slate2",
  preflight: "slate2",
  queued: "queued",
  withdrawn: "slate2",
  rolled_back: "bronze",
  cancelled: "queued",
  rejected: "rejected",
  failed: "cinnabar",
} as const satisfies Record<TargetState, FillTone>;

export const targetStates = Object.keys(tones) as TargetState[];

const doneStates: Record<Goal, readonly TargetState[]> = {
  trial: ["committed", "submitting", "reviewing", "delayed", "approved", "releasing", "released"],
  review: ["approved", "releasing", "released"],
  release: ["released"],
};

export function countIn(counts: Deployment["counts"], states: readonly TargetState[]): number {
  return states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
}

/** Targets that have come as far as the deployment was to go. */
export function doneOf(deployment: Pick<Deployment, "counts" | "goal">): number {
  return countIn(deployment.counts, doneStates[deployment.goal]);
}

/** Targets that will not go on by themselves, and have not arrived. */
export function troubledOf(counts: Deployment["counts"]): number {
  return countIn(counts, ["rejected", "failed"]);
}

/** The bar's segments; the state that is the goal itself is as green as a release, while nothing went further. */
export function segmentsOf(
  deployment: Pick<Deployment, "counts" | "goal">,
  word: (state: TargetState) => string,
): Segment[] {
  const goalState = { trial: "committed", review: "approved", release: "released" }[deployment.goal];
  return targetStates.map((state) => ({
    key: state,
    label: word(state),
    count: deployment.counts[state] ?? 0,
    tone: state === goalState && !deployment.counts.released ? "jade" : tones[state],
  }));
}

/** Whether something may still change by itself, so that the page asks often. */
export function isMoving(deployment: Deployment): boolean {
  return deployment.state === "running" || deployment.state === "paused";
}

export function deploymentHref(deployment: { id: string }): string {
  return `/deployments/${deployment.id}`;
}

/** Targets in these states have stopped moving: their time is a date, not a duration. */
const settled: readonly TargetState[] = ["released", "cancelled", "withdrawn", "rolled_back"];

export function isSettled(state: TargetState): boolean {
  return settled.includes(state);
}

import type { TargetState } from "./contract.ts";
import { movesByItself, targetStatesOf } from "./states.ts";
import type { Counts, DeploymentRow, DeploymentState } from "./store.ts";

/** Counts after targets went from one state to another; states without any are left out. */
export function countMoves(counts: Counts, moves: readonly { from: TargetState | null; to: TargetState }[]): Counts {
  const next = { ...counts };
  for (const { from, to } of moves) {
    if (from !== null) next[from] = (next[from] ?? 0) - 1;
    next[to] = (next[to] ?? 0) + 1;
  }
  for (const state of targetStatesOf(next)) if ((next[state] ?? 0) <= 0) delete next[state];
  return next;
}

/**
 * How the deployment as a whole stands. `paused` and `cancelled` are decisions and stay; the rest follows
 * from the targets: something moves, something waits for people, or nothing is left.
 */
export function deploymentStateOf(row: Pick<DeploymentRow, "state" | "goal">, counts: Counts): DeploymentState {
  if (row.state === "cancelled") return "cancelled";
  const states = targetStatesOf(counts);
  if (states.some((state) => movesByItself(state, row.goal))) return row.state === "paused" ? "paused" : "running";
  return (counts.approved ?? 0) > 0 ? "waiting" : "finished";
}

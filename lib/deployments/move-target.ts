import { type AuditRecord, recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import type { TargetState } from "./contract.ts";
import { countMoves, deploymentStateOf } from "./deployment-state.ts";
import { unlockAccount } from "./locks.store.ts";
import { limitOf } from "./plan.ts";
import { assertTransition, type Goal, isOpen, movesByItself, rankOf } from "./states.ts";
import { type DeploymentRow, lockDeployment, type TargetRow, updateDeployment } from "./store.ts";
import { writeTarget } from "./targets.store.ts";

/** A target with the deployment it belongs to, as read for one step. */
export interface TargetAtWork {
  target: TargetRow;
  deployment: DeploymentRow;
}

export interface Change {
  to?: TargetState;
  patch?: Partial<TargetRow>;
  /** Null for technical moves between two calls; every act and every outcome has its entry. */
  audit?: { action: string; outcome?: AuditRecord["outcome"]; detail?: Record<string, unknown> } | null;
  /** More that stands or falls with the change, such as the account's live version. */
  also?: () => Promise<void>;
}

/** Someone else wrote to the target since it was read: read it again and plan anew. */
export class StaleTarget extends Error {
  readonly code = "stale_target";
}

/**
 * The one way a worker changes a target: state, counts, lock, deployment and audit entry in one transaction.
 * @throws StaleTarget when the row was written by someone else; nothing is changed then.
 */
export async function moveTarget(ctx: Context, at: TargetAtWork, change: Change): Promise<TargetAtWork> {
  const { store } = ctx;
  const now = ctx.clock.now();
  const { target } = at;
  const to = change.to ?? target.state;
  const moved = to !== target.state;
  if (moved) assertTransition(target.state, to);
  return store.tx(async () => {
    let deployment = moved ? await lockDeployment(store, target.deploymentNumber) : at.deployment;
    const goal = change.patch?.goal ?? target.goal;
    const entering: Partial<TargetRow> = moved
      ? { state: to, since: now, rank: rankOf(to, goal), attempts: 0, waitsFor: null, ...dueAt(to, goal, now) }
      : {};
    const written = await writeTarget(store, target, { ...entering, ...change.patch });
    if (!written) throw new StaleTarget(`target ${target.id}`);
    if (moved) deployment = await saveCounts(ctx, deployment, [{ from: target.state, to }]);
    const held = isOpen(target.state, target.goal) || target.request !== null;
    const holds = isOpen(to, goal) || written.request !== null;
    if (held && !holds) await unlockAccount(store, target.appId, target.id);
    await change.also?.();
    if (change.audit) await recordTargetAudit(ctx, { target: written, deployment }, change.audit);
    return { target: written, deployment };
  });
}

/** A target that moves by itself is due at once and stays in its worker's hand; others rest until their limit. */
function dueAt(to: TargetState, goal: Goal, now: number): Partial<TargetRow> {
  return movesByItself(to, goal) ? { nextCheckAt: now } : { nextCheckAt: limitOf(to, now), claimedUntil: null };
}

/** Writes the counts after these moves, and how the deployment stands by them. Inside tx, row locked. */
export async function saveCounts(
  ctx: Context,
  deployment: DeploymentRow,
  moves: readonly { from: TargetState | null; to: TargetState }[],
): Promise<DeploymentRow> {
  const counts = countMoves(deployment.counts, moves);
  const state = deploymentStateOf(deployment, counts);
  const ended = state === "finished" || state === "cancelled";
  const patch = { counts, state, finishedAt: ended ? (deployment.finishedAt ?? ctx.clock.now()) : null };
  await updateDeployment(ctx.store, deployment.number, patch);
  return { ...deployment, ...patch };
}

/** One target's entry: on which account, in which deployment, by whose decision. Inside tx. */
export function recordTargetAudit(
  ctx: Context,
  { target, deployment }: TargetAtWork,
  entry: NonNullable<Change["audit"]>,
): Promise<void> {
  return recordAudit(ctx, {
    action: entry.action,
    outcome: entry.outcome ?? "done",
    object: { kind: "deployment", id: deployment.id, name: `#${deployment.number}` },
    appId: target.appId,
    componentAppId: target.componentAppId,
    detail: {
      accountName: target.accountName,
      templateId: deployment.templateId,
      version: deployment.version,
      decidedBy: target.actedBy,
      ...entry.detail,
    },
  });
}

import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { wakeDeployments } from "./advance-due.job.ts";
import type { Deployment, TargetState } from "./contract.ts";
import { accountBusy, type DeploymentErrorCode } from "./errors.ts";
import { presentDeployment, requireDeployment } from "./list-deployments.ts";
import { lockAccounts, unlockAccounts } from "./locks.store.ts";
import { saveCounts } from "./move-target.ts";
import { limitOf } from "./plan.ts";
import {
  allows,
  assertTransition,
  isOpen,
  movesByItself,
  rankOf,
  statesAllowing,
  type TargetAction,
} from "./states.ts";
import { type DeploymentRow, lockDeployment, type TargetRow } from "./store.ts";
import { selectTargets, writeTargets } from "./targets.store.ts";

/** The decision's entry; the act itself has another, `deployments.submit` and so on, once WeChat did it. */
const auditActions: Record<TargetAction, string> = {
  retry: "deployments.retry",
  skip: "deployments.skip",
  submit: "deployments.ask_submit",
  withdraw: "deployments.ask_withdraw",
  release: "deployments.ask_release",
  roll_back: "deployments.ask_roll_back",
};

export interface Decision {
  to: TargetState;
  patch: Partial<TargetRow>;
}

export interface TargetChange {
  id: string;
  targetIds?: readonly string[];
  action: TargetAction;
  /** What becomes of each target; read-only facts may be read before. */
  decide: (targets: TargetRow[], deployment: DeploymentRow) => Promise<(target: TargetRow) => Decision>;
}

/**
 * What people decide about many targets at once: those whose state allows it (or the chosen among them)
 * change in one transaction with one audit entry; the work itself is done by the job.
 * @throws AppError deployment_targets_none, account_busy, deployment_ended
 */
export async function changeTargets(ctx: Context, change: TargetChange): Promise<Deployment> {
  const { store } = ctx;
  const { action } = change;
  const found = await requireDeployment(ctx, change.id);
  const row = await store.tx(async () => {
    const deployment = await lockDeployment(store, found.number);
    if (deployment.state === "cancelled" && (action === "retry" || action === "submit")) throw ended(deployment);
    const filter = { states: statesAllowing(action), ids: change.targetIds };
    const targets = (await selectTargets(store, deployment.number, filter)).filter((target) =>
      allows({ ...target, inDoubt: target.intent !== null }, action),
    );
    if (targets.length === 0) throw none(action);
    const decide = await change.decide(targets, deployment);
    const saved = await apply(ctx, deployment, targets, decide);
    await wakeDeployments(ctx);
    await recordAudit(ctx, {
      action: auditActions[action],
      object: { kind: "deployment", id: deployment.id, name: `#${deployment.number}` },
      appId: targets.length === 1 ? targets[0]?.appId : null,
      componentAppId: deployment.componentAppId,
      detail: { targets: targets.length, accounts: targets.slice(0, 20).map((target) => target.accountName) },
    });
    return saved;
  });
  return presentDeployment(ctx, row);
}

async function apply(
  ctx: Context,
  deployment: DeploymentRow,
  targets: TargetRow[],
  decide: (target: TargetRow) => Decision,
): Promise<DeploymentRow> {
  const { store } = ctx;
  const now = ctx.clock.now();
  const by = ctx.actor.kind === "staff" ? ctx.actor.name : ctx.actor.kind;
  const groups = new Map<string, { ids: string[]; patch: Partial<TargetRow> }>();
  const moves: { from: TargetState; to: TargetState }[] = [];
  const taking: TargetRow[] = [];
  const giving: string[] = [];
  for (const target of targets) {
    const { to, patch } = decide(target);
    const goal = patch.goal ?? target.goal;
    if (to !== target.state) {
      assertTransition(target.state, to);
      moves.push({ from: target.state, to });
    }
    const held = isOpen(target.state, target.goal);
    const holds = isOpen(to, goal) || (patch.request ?? null) !== null;
    if (!held && holds) taking.push(target);
    if (held && !holds) giving.push(target.id);
    const due = movesByItself(to, goal) || (patch.request ?? null) !== null ? now : limitOf(to, now);
    const entering = to === target.state ? {} : { since: now };
    const full: Partial<TargetRow> = {
      ...entering,
      state: to,
      rank: rankOf(to, goal),
      attempts: 0,
      waitsFor: null,
      nextCheckAt: due,
      claimedUntil: null,
      actedBy: by,
      ...patch,
    };
    const key = JSON.stringify(full);
    const group = groups.get(key) ?? { ids: [], patch: full };
    group.ids.push(target.id);
    groups.set(key, group);
  }
  const locks = taking.map((target) => ({
    appId: target.appId,
    targetId: target.id,
    deploymentNumber: deployment.number,
    heldBy: by,
    since: now,
  }));
  const others = await lockAccounts(store, locks);
  if (others.length > 0) throw accountBusy(others);
  await unlockAccounts(store, giving);
  for (const { ids, patch } of groups.values()) await writeTargets(store, ids, patch);
  return saveCounts(ctx, deployment, moves);
}

function ended(deployment: DeploymentRow) {
  return new AppError<DeploymentErrorCode>("deployment_ended", {
    kind: "conflict",
    data: { number: deployment.number, state: deployment.state },
  });
}

function none(action: TargetAction) {
  return new AppError<DeploymentErrorCode>("deployment_targets_none", { kind: "conflict", data: { action } });
}

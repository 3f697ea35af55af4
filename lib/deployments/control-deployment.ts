import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { wakeDeployments } from "./advance-due.job.ts";
import type { Deployment, TargetState } from "./contract.ts";
import { deploymentStateOf } from "./deployment-state.ts";
import type { DeploymentErrorCode } from "./errors.ts";
import { presentDeployment, requireDeployment } from "./list-deployments.ts";
import { unlockAccounts } from "./locks.store.ts";
import { saveCounts } from "./move-target.ts";
import { beforeSubmission, isOpen, rankOf } from "./states.ts";
import { type DeploymentRow, lockDeployment, updateDeployment } from "./store.ts";
import { selectTargets, writeTargets } from "./targets.store.ts";

interface ById {
  id: string;
}

/** Stops new acts; what WeChat already works on is still followed. @throws AppError deployment_ended */
export async function pauseDeployment(ctx: Context, input: ById): Promise<Deployment> {
  requirePermission(ctx, "deployments.control");
  return control(ctx, input, "pause", async (deployment) => {
    if (deployment.state === "finished" || deployment.state === "cancelled")
      throw refused("deployment_ended", deployment);
    await updateDeployment(ctx.store, deployment.number, { state: "paused" });
    return { ...deployment, state: "paused" };
  });
}

/** Goes on where it was paused. @throws AppError deployment_not_paused */
export async function resumeDeployment(ctx: Context, input: ById): Promise<Deployment> {
  requirePermission(ctx, "deployments.control");
  return control(ctx, input, "resume", async (deployment) => {
    if (deployment.state !== "paused") throw refused("deployment_not_paused", deployment);
    const state = deploymentStateOf({ ...deployment, state: "running" }, deployment.counts);
    await updateDeployment(ctx.store, deployment.number, { state });
    const states: TargetState[] = [...beforeSubmission, "approved", "releasing"];
    const targets = await selectTargets(ctx.store, deployment.number, { states });
    const ids = targets.filter((target) => target.rank === 1).map((target) => target.id);
    await writeTargets(ctx.store, ids, { nextCheckAt: ctx.clock.now() });
    return { ...deployment, state };
  });
}

/**
 * Stops what has not been submitted; what WeChat already reviews stays there, and waits for people once it
 * is approved. A call that is on its way is read back first. @throws AppError deployment_ended
 */
export async function cancelDeployment(ctx: Context, input: ById): Promise<Deployment> {
  requirePermission(ctx, "deployments.control");
  const { store } = ctx;
  return control(ctx, input, "cancel", async (deployment) => {
    if (deployment.state === "cancelled" || deployment.state === "finished")
      throw refused("deployment_ended", deployment);
    const now = ctx.clock.now();
    const number = deployment.number;
    const all = await selectTargets(store, number, {
      states: [...beforeSubmission, "reviewing", "delayed", "approved"],
    });
    const early = all.filter((target) => beforeSubmission.includes(target.state) && isOpen(target.state, target.goal));
    const stopped = early.filter((target) => target.intent === null);
    const inDoubt = early.filter((target) => target.intent !== null);
    const later = all.filter((target) => !beforeSubmission.includes(target.state) && target.goal === "release");
    const ids = stopped.map((target) => target.id);
    const rest = { waitsFor: null, nextCheckAt: null, claimedUntil: null, problem: null };
    await writeTargets(store, ids, { ...rest, state: "cancelled", rank: rankOf("cancelled", "trial"), since: now });
    await unlockAccounts(store, ids);
    await writeTargets(
      store,
      inDoubt.map((target) => target.id),
      { nextCheckAt: now },
    );
    for (const state of ["reviewing", "delayed", "approved"] as const) {
      const some = later.filter((target) => target.state === state).map((target) => target.id);
      await writeTargets(store, some, { goal: "review", rank: rankOf(state, "review") });
    }
    const moves = stopped.map((target) => ({ from: target.state, to: "cancelled" as const }));
    return saveCounts(ctx, { ...deployment, state: "cancelled" }, moves);
  });
}

async function control(
  ctx: Context,
  input: ById,
  verb: "pause" | "resume" | "cancel",
  change: (deployment: DeploymentRow) => Promise<DeploymentRow>,
): Promise<Deployment> {
  const { store } = ctx;
  const found = await requireDeployment(ctx, input.id);
  const row = await store.tx(async () => {
    const before = await lockDeployment(store, found.number);
    const after = await change(before);
    await wakeDeployments(ctx);
    await recordAudit(ctx, {
      action: `deployments.${verb}`,
      object: { kind: "deployment", id: before.id, name: `#${before.number}` },
      componentAppId: before.componentAppId,
      before: { state: before.state, counts: before.counts },
      after: { state: after.state, counts: after.counts },
    });
    return after;
  });
  return presentDeployment(ctx, row);
}

function refused(code: DeploymentErrorCode, deployment: DeploymentRow) {
  const data = { number: deployment.number, state: deployment.state };
  return new AppError<DeploymentErrorCode>(code, { kind: "conflict", data });
}

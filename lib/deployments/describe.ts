import type { Context } from "#lib/core/context.ts";
import type { Deployment, Target, Wait } from "./contract.ts";
import { actionsFor, usualWait } from "./states.ts";
import type { DeploymentRow, TargetRow } from "./store.ts";

/** One target as the API shows it to this viewer. */
export function describeTarget(ctx: Context, target: TargetRow, deployment: DeploymentRow): Target {
  const { state, goal, request, intent } = target;
  const role = ctx.actor.kind === "staff" ? ctx.actor.role : null;
  return {
    id: target.id,
    deploymentId: deployment.id,
    deploymentNumber: deployment.number,
    appId: target.appId,
    accountName: target.accountName,
    logoUrl: target.logoUrl,
    state,
    since: target.since,
    waitsFor: waitOf(target, deployment),
    nextCheckAt: target.nextCheckAt,
    auditId: target.auditId,
    problem: target.problem,
    trialQr: target.committedAt !== null && target.state !== "cancelled",
    previousLiveVersion: target.previousLiveVersion,
    actions: actionsFor({ state, goal, request, inDoubt: intent !== null }, role),
  };
}

function waitOf(target: TargetRow, deployment: DeploymentRow): Wait | null {
  if (target.request === "withdraw") return "withdrawal";
  if (target.request === "roll_back") return "roll_back";
  const acts = ["queued", "preflight", "committing", "committed", "submitting", "approved", "releasing"];
  const usual = usualWait(target.state, target.goal);
  const forPeople = usual === "release" || usual === "submission";
  if (deployment.state === "paused" && target.intent === null && acts.includes(target.state) && !forPeople)
    return "resume";
  return (target.waitsFor as Wait | null) ?? usual;
}

/** One deployment as the API shows it; `quota` is the platform's, as last read. */
export function describeDeployment(row: DeploymentRow, quota: Deployment["reviewQuota"]): Deployment {
  return {
    id: row.id,
    number: row.number,
    componentAppId: row.componentAppId,
    templateId: row.templateId,
    version: row.version,
    description: row.description,
    goal: row.goal,
    state: row.state,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
    total: row.total,
    counts: row.counts,
    extJson: row.extJson,
    reviewQuota: quota,
  };
}

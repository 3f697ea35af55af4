import { type FoundAccount, findAccounts } from "#lib/accounts/index.ts";
import { recordAudit } from "#lib/audit/index.ts";
import type { Actor, Context } from "#lib/core/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { findTemplate } from "#lib/templates/index.ts";
import { wakeDeployments } from "./advance-due.job.ts";
import { blockOf } from "./check-account.ts";
import type { CreateDeploymentInput, Deployment } from "./contract.ts";
import { accountBusy, type DeploymentErrorCode, extJsonInvalid } from "./errors.ts";
import { readExtJson } from "./ext-json.ts";
import { presentDeployment } from "./list-deployments.ts";
import { lockAccounts } from "./locks.store.ts";
import { platformOf } from "./preflight.ts";
import { rankOf } from "./states.ts";
import { type DeploymentRow, insertDeployment, type TargetRow } from "./store.ts";
import { insertTargets, settleOldFailures } from "./targets.store.ts";

/**
 * Starts one template on its way to many accounts. All or nothing: an account that is held by another
 * open deployment, or cannot be deployed to, refuses the whole.
 * @throws AppError account_busy, account_blocked, ext_json_invalid, template_unknown
 */
export async function createDeployment(ctx: Context, input: CreateDeploymentInput): Promise<Deployment> {
  requirePermission(ctx, "deployments.create");
  const { store } = ctx;
  const extJson = readExtJson(input.extJson);
  if ("problem" in extJson) throw extJsonInvalid(extJson.problem);
  const componentAppId = await platformOf(ctx, input.componentAppId);
  const template = await findTemplate(ctx, { componentAppId, templateId: input.templateId });
  if (!template) throw refused("template_unknown", { templateId: input.templateId });
  const appIds = [...new Set(input.appIds)];
  const accounts = await deployable(ctx, componentAppId, appIds);
  const now = ctx.clock.now();
  const by = nameOf(ctx.actor);
  const row = await store.tx(async () => {
    const deployment = await insertDeployment(store, { ...baseRow(ctx, input, componentAppId, appIds.length) });
    const targets = accounts.map((account, at) => newTarget(deployment, account, { ordinal: at + 1, by, now }));
    const locks = targets.map((target) => ({
      appId: target.appId,
      targetId: target.id,
      deploymentNumber: deployment.number,
      heldBy: by,
      since: now,
    }));
    const others = await lockAccounts(store, locks);
    if (others.length > 0) throw accountBusy(others);
    await settleOldFailures(store, appIds);
    await insertTargets(store, targets);
    await wakeDeployments(ctx);
    await recordAudit(ctx, {
      action: "deployments.create",
      object: { kind: "deployment", id: deployment.id, name: `#${deployment.number}` },
      appId: appIds.length === 1 ? appIds[0] : null,
      componentAppId,
      detail: {
        templateId: input.templateId,
        version: input.version,
        goal: input.goal,
        targets: targets.length,
        accounts: accounts.slice(0, 20).map((account) => account.name),
      },
    });
    return deployment;
  });
  return presentDeployment(ctx, row);
}

function refused(code: DeploymentErrorCode, data: Record<string, unknown>) {
  return new AppError<DeploymentErrorCode>(code, { kind: "conflict", data });
}

/** The accounts in the order given. @throws AppError account_blocked naming the first that cannot be deployed to */
async function deployable(ctx: Context, componentAppId: string, appIds: string[]): Promise<FoundAccount[]> {
  const found = new Map((await findAccounts(ctx, appIds)).map((account) => [account.appId, account]));
  return appIds.map((appId) => {
    const account = found.get(appId) ?? null;
    const reason = blockOf(account, componentAppId);
    if (!account || reason) throw refused("account_blocked", { appId, name: account?.name ?? appId, reason });
    return account;
  });
}

function nameOf(actor: Actor): string {
  return actor.kind === "staff" ? actor.name : actor.kind;
}

function baseRow(
  ctx: Context,
  input: CreateDeploymentInput,
  componentAppId: string,
  total: number,
): Omit<DeploymentRow, "number"> {
  const now = ctx.clock.now();
  return {
    id: newId(now),
    componentAppId,
    templateId: input.templateId,
    version: input.version,
    description: input.description,
    goal: input.goal,
    extJson: input.extJson.trim() === "" ? "{}" : input.extJson,
    category: input.category,
    versionDescription: input.versionDescription,
    privacyApiNotUse: input.privacyApiNotUse,
    state: "running",
    createdById: ctx.actor.kind === "staff" ? ctx.actor.staffId : ctx.actor.kind,
    createdBy: nameOf(ctx.actor),
    createdAt: now,
    finishedAt: null,
    total,
    counts: { queued: total },
    revision: 1,
  };
}

function newTarget(
  deployment: DeploymentRow,
  account: FoundAccount,
  about: { ordinal: number; by: string; now: number },
): TargetRow {
  const { goal, componentAppId, number } = deployment;
  return {
    id: newId(about.now),
    deploymentNumber: number,
    ordinal: about.ordinal,
    appId: account.appId,
    componentAppId,
    accountName: account.name,
    logoUrl: account.logoUrl,
    goal,
    actedBy: about.by,
    state: "queued",
    rank: rankOf("queued", goal),
    since: about.now,
    waitsFor: null,
    nextCheckAt: about.now,
    claimedUntil: null,
    attempts: 0,
    retryState: null,
    request: null,
    intent: null,
    problem: null,
    auditId: null,
    submittedAt: null,
    committedAt: null,
    releasedAt: null,
    previousLiveVersion: null,
    previousLiveAt: null,
    revision: 1,
  };
}

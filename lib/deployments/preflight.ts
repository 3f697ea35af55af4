import { findAccounts } from "#lib/accounts/index.ts";
import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { defaultPlatform, findPlatform } from "#lib/platforms/index.ts";
import { blockOf } from "./check-account.ts";
import type { Preflight } from "./contract.ts";
import { readExtJson } from "./ext-json.ts";
import { findLocks } from "./locks.store.ts";
import { askQuota } from "./read-quota.ts";
import type { Goal } from "./states.ts";

/** What would happen, before anything does: who is ready, who is not and why, and what the quota allows. */
export async function preflight(
  ctx: Context,
  input: { componentAppId?: string; appIds: string[]; extJson: string; goal: Goal },
): Promise<Preflight> {
  requirePermission(ctx, "deployments.read");
  const componentAppId = await platformOf(ctx, input.componentAppId);
  const appIds = [...new Set(input.appIds)];
  const accounts = new Map((await findAccounts(ctx, appIds)).map((account) => [account.appId, account]));
  const locks = new Map((await findLocks(ctx.store, appIds)).map((lock) => [lock.appId, lock]));
  const blocked: Preflight["blocked"] = [];
  const ready: string[] = [];
  for (const appId of appIds) {
    const account = accounts.get(appId) ?? null;
    const lock = locks.get(appId);
    const reason = blockOf(account, componentAppId) ?? (lock ? "busy" : null);
    if (reason === null) ready.push(appId);
    else {
      const heldBy =
        reason === "busy" && lock
          ? { deploymentNumber: lock.deploymentNumber, by: lock.heldBy, since: lock.since }
          : null;
      blocked.push({ appId, accountName: account?.name ?? appId, reason, heldBy });
    }
  }
  const extJson = readExtJson(input.extJson);
  const [first] = ready;
  const asks = input.goal !== "trial" && first !== undefined;
  return {
    ready: ready.length,
    blocked,
    reviewQuota: asks ? await askQuota(ctx, { componentAppId, appId: first }) : null,
    extJsonProblem: "problem" in extJson ? extJson.problem : null,
  };
}

/** The platform meant: the one named, or the first. @throws AppError platform_not_found, platform_none */
export async function platformOf(ctx: Context, componentAppId: string | undefined): Promise<string> {
  const platform = componentAppId ? await findPlatform(ctx, componentAppId) : await defaultPlatform(ctx);
  return platform.componentAppId;
}

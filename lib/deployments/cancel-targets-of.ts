import type { Context } from "#lib/core/context.ts";
import { moveTarget } from "./move-target.ts";
import { problem } from "./problems.ts";
import { isOpen, retryStateOf } from "./states.ts";
import { readDeployments } from "./store.ts";
import { selectTargetsOf } from "./targets.store.ts";

/**
 * Ends what is under way on an account whose merchant revoked the authorization. Joins the caller's
 * transaction. @returns how many targets were ended.
 */
export async function cancelTargetsOf(
  ctx: Context,
  input: { appId: string; componentAppId?: string; reason?: string },
): Promise<{ targets: number }> {
  const { store } = ctx;
  return store.tx(async () => {
    const open = (await selectTargetsOf(store, input.appId, 50)).filter(
      (target) =>
        (input.componentAppId === undefined || target.componentAppId === input.componentAppId) &&
        (isOpen(target.state, target.goal) || target.request !== null),
    );
    const deployments = await readDeployments(store, [...new Set(open.map((target) => target.deploymentNumber))]);
    for (const target of open) {
      const deployment = deployments.find((one) => one.number === target.deploymentNumber);
      if (!deployment) continue;
      const patch = { request: null, problem: problem("authorization_revoked"), claimedUntil: null };
      const audit = {
        action: "deployments.fail",
        outcome: "failed" as const,
        detail: { step: target.state, code: "authorization_revoked" },
      };
      // An open intent stays: a retry after the merchant's return reads back what became of it.
      if (!isOpen(target.state, target.goal)) await moveTarget(ctx, { target, deployment }, { patch, audit });
      else {
        const retryState = retryStateOf(target.state);
        await moveTarget(ctx, { target, deployment }, { to: "failed", patch: { ...patch, retryState }, audit });
      }
    }
    return { targets: open.length };
  });
}

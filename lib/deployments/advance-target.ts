import type { Context } from "#lib/core/context.ts";
import { execute } from "./execute.ts";
import { StaleTarget, type TargetAtWork } from "./move-target.ts";
import { plan } from "./plan.ts";
import { readDeployments } from "./store.ts";
import { readTarget } from "./targets.store.ts";
import type { Timing } from "./timing.ts";
import type { Work } from "./work.ts";

const longestChain = 40;

/**
 * Takes one target as far as it goes by itself: plan, perform, plan anew, until it has to wait. Whatever is
 * written by others in between is read and respected.
 */
export async function advanceTarget(ctx: Context, targetId: string, timing: Timing): Promise<void> {
  let at = await readTargetAtWork(ctx, targetId);
  for (let step = 0; at !== null && step < longestChain; step += 1) {
    const { target, deployment } = at;
    const [operation] = plan({ ...target, deployment: deployment.state }, ctx.clock.now());
    if (!operation) return;
    if (operation.kind === "wait" && target.claimedUntil === null) return;
    const work: Work = { ctx, timing, at, acted: false };
    try {
      await execute(work, operation);
      if (operation.kind === "wait") return;
      at = work.at;
      if (at.target.claimedUntil === null) return;
    } catch (error) {
      if (!(error instanceof StaleTarget)) throw error;
      at = await readTargetAtWork(ctx, targetId);
    }
  }
  if (at) ctx.log.error({ targetId, state: at.target.state }, "a target does not come to rest");
}

async function readTargetAtWork(ctx: Context, targetId: string): Promise<TargetAtWork | null> {
  const target = await readTarget(ctx.store, targetId);
  const [deployment] = target ? await readDeployments(ctx.store, [target.deploymentNumber]) : [];
  return target && deployment ? { target, deployment } : null;
}

import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { changeTargets } from "./change-targets.ts";
import type { Deployment } from "./contract.ts";
import type { TargetRow } from "./store.ts";
import { lastCommits } from "./targets.store.ts";

export interface Chosen {
  id: string;
  targetIds?: string[];
}

/**
 * Failed, rejected and withdrawn targets (or the chosen ones) start again at the step that failed; at the
 * beginning when another deployment has committed to the account since.
 */
export async function retryTargets(ctx: Context, input: Chosen): Promise<Deployment> {
  requirePermission(ctx, "deployments.control");
  return changeTargets(ctx, {
    ...input,
    action: "retry",
    async decide(targets) {
      const isReplaced = await replacedSince(ctx, targets);
      return (target) => ({
        to: isReplaced(target) ? "queued" : ((target.retryState ?? "queued") as TargetRow["state"]),
        patch: { problem: null, request: null, retryState: null },
      });
    },
  });
}

/** Whether another deployment has put its code in the place of a target's trial version. */
export async function replacedSince(
  ctx: Context,
  targets: readonly TargetRow[],
): Promise<(target: TargetRow) => boolean> {
  const commits = await lastCommits(
    ctx.store,
    targets.map((target) => target.appId),
  );
  return (target) =>
    target.intent === null &&
    target.committedAt !== null &&
    ["scanning", "submitting", null].includes(target.retryState) &&
    (commits.get(target.appId) ?? 0) > target.committedAt;
}

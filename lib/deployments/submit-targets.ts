import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { changeTargets } from "./change-targets.ts";
import type { Deployment } from "./contract.ts";
import { type Chosen, replacedSince } from "./retry-targets.ts";

/** Committed trial versions (or the chosen ones) go on to review. */
export async function submitTargets(ctx: Context, input: Chosen): Promise<Deployment> {
  requirePermission(ctx, "deployments.control");
  return changeTargets(ctx, {
    ...input,
    action: "submit",
    async decide(targets) {
      const isReplaced = await replacedSince(ctx, targets);
      return (target) => ({
        to: isReplaced(target) ? "queued" : "committed",
        patch: { goal: "review", problem: null },
      });
    },
  });
}

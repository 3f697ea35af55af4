import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { changeTargets } from "./change-targets.ts";
import type { Deployment } from "./contract.ts";
import type { Chosen } from "./retry-targets.ts";

/** Takes running reviews back (or the chosen ones). */
export async function withdrawTargets(ctx: Context, input: Chosen): Promise<Deployment> {
  requirePermission(ctx, "deployments.control");
  return changeTargets(ctx, {
    ...input,
    action: "withdraw",
    decide: async () => (target) => ({ to: target.state, patch: { request: "withdraw" } }),
  });
}

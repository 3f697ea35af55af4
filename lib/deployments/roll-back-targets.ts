import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { changeTargets } from "./change-targets.ts";
import type { Deployment } from "./contract.ts";
import type { Chosen } from "./retry-targets.ts";

/** Released targets (or the chosen ones) go back to the version before. */
export async function rollBackTargets(ctx: Context, input: Chosen): Promise<Deployment> {
  requirePermission(ctx, "deployments.release");
  return changeTargets(ctx, {
    ...input,
    action: "roll_back",
    decide: async () => () => ({ to: "released", patch: { request: "roll_back", problem: null } }),
  });
}

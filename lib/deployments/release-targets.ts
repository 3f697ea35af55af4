import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { changeTargets } from "./change-targets.ts";
import type { Deployment } from "./contract.ts";
import type { Chosen } from "./retry-targets.ts";

/** Approved targets (or the chosen ones) go live. */
export async function releaseTargets(ctx: Context, input: Chosen): Promise<Deployment> {
  requirePermission(ctx, "deployments.release");
  return changeTargets(ctx, {
    ...input,
    action: "release",
    decide: async () => () => ({ to: "approved", patch: { goal: "release", problem: null } }),
  });
}

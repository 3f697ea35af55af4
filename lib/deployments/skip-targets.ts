import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { changeTargets } from "./change-targets.ts";
import type { Deployment } from "./contract.ts";
import type { Chosen } from "./retry-targets.ts";

/** Gives up targets that are not at WeChat's review; their accounts are free for other deployments. */
export async function skipTargets(ctx: Context, input: Chosen): Promise<Deployment> {
  requirePermission(ctx, "deployments.control");
  return changeTargets(ctx, {
    ...input,
    action: "skip",
    decide: async () => () => ({ to: "cancelled", patch: { request: null } }),
  });
}

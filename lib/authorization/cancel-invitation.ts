import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import type { Invitation } from "./contract.ts";
import { describeInvitation } from "./describe-invitation.ts";
import { authorizationError } from "./errors.ts";
import { stateAt } from "./invitation-state.ts";
import { lockInvitation, updateInvitation } from "./store.ts";

/**
 * Ends an invitation that has not led to an authorization; its links stop working at once.
 * @throws AppError invitation_not_found, invitation_not_open
 */
export async function cancelInvitation(ctx: Context, input: { id: string }): Promise<Invitation> {
  requirePermission(ctx, "invitations.cancel");
  const row = await ctx.store.tx(async () => {
    const found = await lockInvitation(ctx.store, input.id);
    if (!found) throw authorizationError("invitation_not_found");
    const state = stateAt(found, ctx.clock.now());
    if (state === "cancelled") return found;
    if (state === "authorized" || state === "expired") throw authorizationError("invitation_not_open", { state });
    const change = { state: "cancelled", cancelledAt: ctx.clock.now(), choosingUntil: null } as const;
    await updateInvitation(ctx.store, found.id, change);
    await recordAudit(ctx, {
      action: "invitations.cancel",
      object: { kind: "invitation", id: found.id, name: found.merchantReference },
      componentAppId: found.componentAppId,
      before: { state },
      after: { state: "cancelled" },
    });
    return { ...found, ...change };
  });
  return describeInvitation(ctx, row);
}

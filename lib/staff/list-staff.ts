import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { listInvitations, listStaff as readStaff } from "./store.ts";
import { invitationView, memberView } from "./views.ts";

/** Members and the invitations sent to colleagues. */
export async function listStaff(ctx: Context) {
  requirePermission(ctx, "staff.read");
  const [members, links] = await Promise.all([readStaff(ctx.store), listInvitations(ctx.store)]);
  const nowMs = ctx.clock.now();
  return { members: members.map(memberView), invitations: links.map((link) => invitationView(link, nowMs)) };
}

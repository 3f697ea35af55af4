import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import type { Role } from "#lib/core/contract.ts";
import { requirePermission } from "#lib/core/permission.ts";
import type { StaffMember } from "./contract.ts";
import { staffError } from "./errors.ts";
import { objectOf } from "./sign-in.ts";
import { countOtherOwners, findStaff, revokeSessions, type StaffRow, updateStaff } from "./store.ts";
import { memberView, staffActor } from "./views.ts";

/** Reads the member and keeps owners safe: only owners touch them, and the last active one stays. Inside tx. */
async function memberToChange(ctx: Context, id: string, next: Pick<StaffRow, "role" | "state">): Promise<StaffRow> {
  const actor = staffActor(ctx);
  // Counted first: on PostgreSQL this locks the owners' rows before anything is decided by them.
  const otherOwners = await countOtherOwners(ctx.store, id);
  const member = await findStaff(ctx.store, id);
  if (!member) throw staffError("staff_not_found");
  const touchesOwner = member.role === "owner" || next.role === "owner";
  if (touchesOwner && actor.role !== "owner") throw staffError("staff_owner_only");
  const staysOwner = next.role === "owner" && next.state === "active";
  if (member.role === "owner" && member.state === "active" && !staysOwner && otherOwners === 0)
    throw staffError("staff_last_owner");
  return member;
}

async function change(
  ctx: Context,
  id: string,
  action: string,
  next: (member: StaffRow) => Pick<StaffRow, "role" | "state">,
): Promise<StaffMember> {
  requirePermission(ctx, "staff.manage");
  const { store } = ctx;
  return store.tx(async () => {
    const current = await findStaff(store, id);
    if (!current) throw staffError("staff_not_found");
    const wanted = next(current);
    const member = await memberToChange(ctx, id, wanted);
    if (member.role === wanted.role && member.state === wanted.state) return memberView(member);
    await updateStaff(store, id, wanted);
    if (wanted.state === "disabled") await revokeSessions(store, { staffId: id }, ctx.clock.now());
    await recordAudit(ctx, {
      action,
      object: objectOf(member),
      before: { role: member.role, state: member.state },
      after: { role: wanted.role, state: wanted.state },
    });
    return memberView({ ...member, ...wanted });
  });
}

/** Gives a member another role; it counts from the next request on. */
export function setRole(ctx: Context, input: { id: string; role: Role }): Promise<StaffMember> {
  return change(ctx, input.id, "staff.set_role", (member) => ({ role: input.role, state: member.state }));
}

/** Shuts a member out: all sessions end in the same transaction. */
export function disableMember(ctx: Context, input: { id: string }): Promise<StaffMember> {
  return change(ctx, input.id, "staff.disable", (member) => {
    if (member.id === staffActor(ctx).staffId) throw staffError("staff_self");
    return { role: member.role, state: "disabled" };
  });
}

export function enableMember(ctx: Context, input: { id: string }): Promise<StaffMember> {
  return change(ctx, input.id, "staff.enable", (member) => ({ role: member.role, state: "active" }));
}

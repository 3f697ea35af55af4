import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import type { Role } from "#lib/core/contract.ts";
import { newId, newSecret } from "#lib/core/ids.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { staffError } from "./errors.ts";
import { emailKey, findLink, findStaffByEmail, insertLink, type LinkRow, revokeLinks, sha256 } from "./store.ts";
import { invitationView, staffActor } from "./views.ts";

const invitationLifeMs = 7 * 86_400_000;

/** The secret stands behind `#`, which browsers do not send: no log of a server or proxy ever holds it. */
export function linkAddress(ctx: Pick<Context, "env">, secret: string): string {
  return `${ctx.env.publicUrl}/setup#${secret}`;
}

/** Makes a one-time link for a colleague, good for 7 days; an earlier open one to that address ends. */
export async function inviteStaff(ctx: Context, input: { email: string; role: Role }) {
  requirePermission(ctx, "staff.manage");
  const actor = staffActor(ctx);
  if (input.role === "owner" && actor.role !== "owner") throw staffError("staff_owner_only");
  const { store } = ctx;
  const nowMs = ctx.clock.now();
  const secret = newSecret();
  const link: LinkRow = {
    id: newId(nowMs),
    purpose: "invitation",
    secretHash: sha256(secret),
    email: emailKey(input.email),
    role: input.role,
    createdBy: actor.name,
    createdAt: nowMs,
    expiresAt: nowMs + invitationLifeMs,
    usedAt: null,
    revokedAt: null,
  };
  await store.tx(async () => {
    if (await findStaffByEmail(store, input.email)) throw staffError("staff_email_taken", { email: input.email });
    await revokeLinks(store, { purpose: "invitation", email: emailKey(input.email) }, nowMs);
    await insertLink(store, link);
    await recordAudit(ctx, {
      action: "staff.invite",
      object: { kind: "staff_invitation", id: link.id, name: link.email },
      detail: { role: link.role },
    });
  });
  return { invitation: invitationView(link, nowMs), link: linkAddress(ctx, secret) };
}

/** Ends an open invitation. */
export async function revokeInvitation(ctx: Context, input: { id: string }) {
  requirePermission(ctx, "staff.manage");
  const { store } = ctx;
  const nowMs = ctx.clock.now();
  return store.tx(async () => {
    const link = await findLink(store, input.id);
    if (link?.purpose !== "invitation") throw staffError("staff_link_invalid");
    if (invitationView(link, nowMs).state !== "open") throw staffError("staff_invitation_closed");
    await revokeLinks(store, { id: link.id }, nowMs);
    await recordAudit(ctx, {
      action: "staff.revoke_invitation",
      object: { kind: "staff_invitation", id: link.id, name: link.email },
    });
    return invitationView({ ...link, revokedAt: nowMs }, nowMs);
  });
}

import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { newId } from "#lib/core/ids.ts";
import { staffError } from "./errors.ts";
import { hashPassword } from "./password-hash.ts";
import { objectOf } from "./sign-in.ts";
import {
  emailKey,
  findLinkBySecret,
  findStaffByEmail,
  hasOwner,
  insertStaff,
  type LinkRow,
  type StaffRow,
  spendLink,
} from "./store.ts";

async function openLink(ctx: Context, secret: string): Promise<LinkRow> {
  const link = await findLinkBySecret(ctx.store, secret);
  const open = link && link.usedAt === null && link.revokedAt === null && link.expiresAt > ctx.clock.now();
  // An owner link is worth nothing once there is an owner, whatever its times say.
  if (!link || !open || (link.purpose === "owner" && (await hasOwner(ctx.store))))
    throw staffError("staff_link_invalid");
  return link;
}

/** What a one-time link is for, before anything is typed. Used, ended and unknown links look alike. */
export async function describeLink(ctx: Context, input: { token: string }) {
  const { purpose, email, role, expiresAt } = await openLink(ctx, input.token);
  return { purpose, email, role, expiresAt };
}

/** Uses up a one-time link and makes its member. Of two at once one succeeds. */
export async function acceptLink(
  ctx: Context,
  input: { token: string; name: string; email: string; password: string },
): Promise<{ email: string }> {
  const { store } = ctx;
  const link = await openLink(ctx, input.token);
  if (link.email !== null && link.email !== emailKey(input.email)) throw staffError("staff_link_email");
  const passwordHash = await hashPassword(input.password);
  const nowMs = ctx.clock.now();
  const member: StaffRow = {
    id: newId(nowMs),
    name: input.name,
    email: input.email.trim(),
    emailKey: emailKey(input.email),
    role: link.role,
    state: "active",
    passwordHash,
    createdAt: nowMs,
    lastSeenAt: null,
  };
  await store.tx(async () => {
    await openLink(ctx, input.token);
    if (!(await spendLink(store, link.id, nowMs))) throw staffError("staff_link_invalid");
    if (await findStaffByEmail(store, input.email)) throw staffError("staff_email_taken", { email: input.email });
    await insertStaff(store, member);
    await recordAudit(
      { ...ctx, actor: { kind: "staff", staffId: member.id, name: member.name, role: member.role, sessionId: "" } },
      { action: "staff.accept_link", object: objectOf(member), detail: { purpose: link.purpose, role: link.role } },
    );
  });
  return { email: member.email };
}

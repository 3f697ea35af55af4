import { recordAudit } from "#lib/audit/index.ts";
import { type Context, type Services, systemContext } from "#lib/core/context.ts";
import { newId, newSecret } from "#lib/core/ids.ts";
import { linkAddress } from "./invite-staff.ts";
import { hashPassword } from "./password-hash.ts";
import { objectOf } from "./sign-in.ts";
import { emailKey, hasOwner, insertLink, insertStaff, revokeLinks, type StaffRow, sha256 } from "./store.ts";

const ownerLinkLifeMs = 3_600_000;

/**
 * Called at start. Makes the owner of HUFU_OWNER_EMAIL and HUFU_OWNER_PASSWORD, or else a one-time link
 * (good for an hour; earlier ones end). @returns the link's address; null once an owner exists.
 */
export async function prepareFirstOwner(services: Services): Promise<string | null> {
  const ctx = systemContext(services, "staff.first_owner");
  if (await hasOwner(ctx.store)) return null;
  const { ownerEmail, ownerPassword } = ctx.env;
  if (ownerEmail && ownerPassword) {
    await makeOwner(ctx, ownerEmail, await hashPassword(ownerPassword));
    return null;
  }
  const secret = newSecret();
  const nowMs = ctx.clock.now();
  await ctx.store.tx(async () => {
    await revokeLinks(ctx.store, { purpose: "owner" }, nowMs);
    await insertLink(ctx.store, {
      id: newId(nowMs),
      purpose: "owner",
      secretHash: sha256(secret),
      email: null,
      role: "owner",
      createdBy: "system",
      createdAt: nowMs,
      expiresAt: nowMs + ownerLinkLifeMs,
      usedAt: null,
      revokedAt: null,
    });
    await recordAudit(ctx, { action: "staff.owner_link", detail: { expiresAt: nowMs + ownerLinkLifeMs } });
  });
  return linkAddress(ctx, secret);
}

async function makeOwner(ctx: Context, email: string, passwordHash: string): Promise<void> {
  const nowMs = ctx.clock.now();
  const member: StaffRow = {
    id: newId(nowMs),
    name: email.split("@")[0] ?? email,
    email,
    emailKey: emailKey(email),
    role: "owner",
    state: "active",
    passwordHash,
    createdAt: nowMs,
    lastSeenAt: null,
  };
  await ctx.store.tx(async () => {
    if (await hasOwner(ctx.store)) return;
    await insertStaff(ctx.store, member);
    await recordAudit(ctx, { action: "staff.create_owner", object: objectOf(member) });
  });
}

import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { roleMay } from "#lib/core/contract.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { staffError } from "./errors.ts";
import { sessionIdleMs } from "./sessions.ts";
import { findSession, listSessions as readSessions, revokeSessions } from "./store.ts";
import { staffActor } from "./views.ts";

/** Open sessions: one's own; administrators see everybody's. */
export async function listSessions(ctx: Context) {
  requirePermission(ctx, "session.own");
  const actor = staffActor(ctx);
  const nowMs = ctx.clock.now();
  const found = await readSessions(ctx.store, {
    nowMs,
    seenAfter: nowMs - sessionIdleMs,
    ...(roleMay(actor.role, "staff.manage") ? {} : { staffId: actor.staffId }),
  });
  return found.map(({ session, name }) => ({
    id: session.id,
    staffId: session.staffId,
    staffName: name,
    userAgent: session.userAgent,
    ipAddress: session.ipAddress,
    createdAt: session.createdAt,
    lastSeenAt: session.lastSeenAt,
    current: session.id === actor.sessionId,
  }));
}

/** Ends one session. Administrators may end anybody's, but only an owner an owner's. */
export async function revokeSession(ctx: Context, input: { id: string }): Promise<{ id: string }> {
  requirePermission(ctx, "session.own");
  const actor = staffActor(ctx);
  const { store } = ctx;
  return store.tx(async () => {
    const found = await findSession(store, input.id);
    const own = found?.member.id === actor.staffId;
    // Who may not see a session is not told that it exists.
    if (!found || found.session.revokedAt !== null || !(own || roleMay(actor.role, "staff.manage")))
      throw staffError("session_not_found");
    if (!own && found.member.role === "owner" && actor.role !== "owner") throw staffError("staff_owner_only");
    await revokeSessions(store, { id: input.id }, ctx.clock.now());
    await recordAudit(ctx, {
      action: "staff.revoke_session",
      object: { kind: "staff", id: found.member.id, name: found.member.name },
      detail: { session: input.id },
    });
    return { id: input.id };
  });
}

/** Ends the session somebody signs out of. Unknown and ended ones are no error. */
export async function signOut(ctx: Context): Promise<void> {
  const { actor, store } = ctx;
  if (actor.kind !== "staff") return;
  await store.tx(async () => {
    const ended = await revokeSessions(store, { id: actor.sessionId }, ctx.clock.now());
    if (ended > 0)
      await recordAudit(ctx, {
        action: "staff.sign_out",
        object: { kind: "staff", id: actor.staffId, name: actor.name },
      });
  });
}

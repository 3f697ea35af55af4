import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { isAppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { staffError } from "./errors.ts";
import { checkAgainstNobody, checkPassword } from "./password-hash.ts";
import { sessionLifeMs } from "./sessions.ts";
import { findStaffByEmail, insertSession, type StaffRow, updateStaff } from "./store.ts";
import { countAttempt, forgive } from "./throttle.ts";

export interface SignedIn {
  staffId: string;
  name: string;
  email: string;
  sessionId: string;
}

/**
 * Checks e-mail and password and opens a session.
 * @throws AppError sign_in_wrong; sign_in_throttled with `until` (ms) after too many failures.
 */
export async function signIn(ctx: Context, input: { email: string; password: string }): Promise<SignedIn> {
  const { store, clock } = ctx;
  await store.tx(() => countAttempt(ctx, input.email));
  const member = await findStaffByEmail(store, input.email);
  if (!member) await checkAgainstNobody(input.password);
  const right = member !== null && (await checkPassword(input.password, member.passwordHash));
  if (!member || !right || member.state !== "active") {
    await noteFailure(ctx, member);
    throw staffError("sign_in_wrong");
  }
  const nowMs = clock.now();
  // Not a secret: the cookie that carries it is encrypted, so knowing an id lets nobody in.
  const sessionId = newId(nowMs);
  const staffContext = asStaff(ctx, member, sessionId);
  await store.tx(async () => {
    await forgive(ctx, input.email);
    await insertSession(store, {
      id: sessionId,
      staffId: member.id,
      createdAt: nowMs,
      lastSeenAt: nowMs,
      expiresAt: nowMs + sessionLifeMs,
      revokedAt: null,
      ipAddress: ctx.origin.ipAddress,
      userAgent: ctx.origin.userAgent,
    });
    await updateStaff(store, member.id, { lastSeenAt: nowMs });
    await recordAudit(staffContext, { action: "staff.sign_in", object: objectOf(member) });
  });
  return { staffId: member.id, name: member.name, email: member.email, sessionId };
}

function asStaff(ctx: Context, member: StaffRow, sessionId: string): Context {
  return { ...ctx, actor: { kind: "staff", staffId: member.id, name: member.name, role: member.role, sessionId } };
}

/** A member as the object of an audit entry. */
export function objectOf(member: Pick<StaffRow, "id" | "name">) {
  return { kind: "staff", id: member.id, name: member.name };
}

async function noteFailure(ctx: Context, member: StaffRow | null): Promise<void> {
  await ctx.store.tx(() =>
    recordAudit(ctx, {
      action: "staff.sign_in",
      outcome: "failed",
      // What was typed as an address may be a password in the wrong field: only members are named.
      ...(member ? { object: objectOf(member) } : {}),
      detail: { reason: member ? (member.state === "active" ? "wrong_password" : "disabled") : "unknown" },
    }),
  );
}

/** The message next-auth carries back to the page: the code, and the time for a throttled one. */
export function signInProblem(error: unknown): string {
  if (!isAppError(error)) return "unexpected";
  return error.code === "sign_in_throttled" ? `${error.code}:${String(error.data.until)}` : error.code;
}

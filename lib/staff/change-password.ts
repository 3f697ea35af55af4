import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { staffError } from "./errors.ts";
import { checkPassword, hashPassword } from "./password-hash.ts";
import { objectOf } from "./sign-in.ts";
import { findStaff, revokeSessions, updateStaff } from "./store.ts";
import { countAttempt, forgive } from "./throttle.ts";
import { staffActor } from "./views.ts";

/** Sets a new password and ends the member's other sessions. Guesses of the current one are throttled. */
export async function changePassword(
  ctx: Context,
  input: { current: string; next: string },
): Promise<{ changed: true }> {
  requirePermission(ctx, "session.own");
  const actor = staffActor(ctx);
  const { store } = ctx;
  const member = await findStaff(store, actor.staffId);
  if (!member) throw staffError("staff_not_found");
  await store.tx(() => countAttempt(ctx, member.email));
  if (!(await checkPassword(input.current, member.passwordHash))) throw staffError("staff_password_wrong");
  if (input.current === input.next) throw staffError("staff_password_same");
  const passwordHash = await hashPassword(input.next);
  await store.tx(async () => {
    await forgive(ctx, member.email);
    await updateStaff(store, member.id, { passwordHash });
    const ended = await revokeSessions(store, { staffId: member.id, exceptId: actor.sessionId }, ctx.clock.now());
    await recordAudit(ctx, {
      action: "staff.change_password",
      object: objectOf(member),
      detail: { sessionsEnded: ended },
    });
  });
  return { changed: true };
}

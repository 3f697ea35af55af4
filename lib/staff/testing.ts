import type { Context, Services } from "#lib/core/context.ts";
import type { Role } from "#lib/core/contract.ts";
import { acceptLink } from "./accept-link.ts";
import { prepareFirstOwner } from "./first-owner.ts";
import { inviteStaff } from "./invite-staff.ts";
import { contextOfSession } from "./sessions.ts";
import { signIn } from "./sign-in.ts";
import { findStaffByEmail, hasOwner } from "./store.ts";

export const testPassword = "correct horse battery";

export function anonymous(services: Services): Context {
  return {
    ...services,
    actor: { kind: "anonymous" },
    origin: { ipAddress: "203.0.113.7", userAgent: "test", requestId: "test" },
  };
}

async function accept(services: Services, link: string, name: string, email: string): Promise<void> {
  const token = new URL(link).hash.slice(1);
  await acceptLink(anonymous(services), { token, name, email, password: testPassword });
}

/**
 * A signed-in context of a role, reached as people reach it: the owner by the first link, others by an
 * owner's invitation. One member per role; calling again opens another session.
 */
export async function signedInAs(services: Services, role: Role): Promise<Context> {
  if (!(await hasOwner(services.store))) {
    const link = await prepareFirstOwner(services);
    if (link === null) throw new Error("No owner link");
    await accept(services, link, "林晓", "owner@example.com");
  }
  const email = `${role}@example.com`;
  if (!(await findStaffByEmail(services.store, email))) {
    const { link } = await inviteStaff(await signedInAs(services, "owner"), { email, role });
    await accept(services, link, role, email);
  }
  const ctx = anonymous(services);
  const { sessionId } = await signIn(ctx, { email, password: testPassword });
  return contextOfSession(services, ctx.origin, sessionId);
}

import * as z from "zod";
import { permissions, procedure, roles, timeMs } from "#lib/core/contract.ts";

export const staffMember = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  state: z.enum(["active", "disabled"]),
  createdAt: timeMs,
  lastSeenAt: timeMs.nullable(),
});
export type StaffMember = z.infer<typeof staffMember>;

export const staffInvitation = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(roles),
  state: z.enum(["open", "accepted", "expired", "revoked"]),
  createdBy: z.string(),
  createdAt: timeMs,
  expiresAt: timeMs,
});

export const staffSession = z.object({
  id: z.string(),
  staffId: z.string(),
  staffName: z.string(),
  userAgent: z.string().nullable(),
  ipAddress: z.string().nullable(),
  createdAt: timeMs,
  lastSeenAt: timeMs,
  current: z.boolean(),
});

export const me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  permissions: z.array(z.enum(Object.keys(permissions) as [keyof typeof permissions, ...(keyof typeof permissions)[]])),
  demo: z.boolean(),
});
export type Me = z.infer<typeof me>;

export const password = z.string().min(12).max(200);
const personName = z.string().trim().min(1).max(60);
const secretToken = z.string().min(20).max(100);
const byId = z.object({ id: z.string().max(64) });

export const staffContract = {
  me: procedure("session.own").route({ method: "GET", path: "/me" }).output(me),
  list: procedure("staff.read")
    .route({ method: "GET", path: "/staff" })
    .output(z.object({ members: z.array(staffMember), invitations: z.array(staffInvitation) })),
  /** The link is shown once; Hufu sends no mail. */
  invite: procedure("staff.manage")
    .route({ method: "POST", path: "/staff/invitations", successStatus: 201 })
    .input(z.object({ email: z.email(), role: z.enum(roles) }))
    .output(z.object({ invitation: staffInvitation, link: z.string() })),
  revokeInvitation: procedure("staff.manage")
    .route({ method: "DELETE", path: "/staff/invitations/{id}" })
    .input(byId)
    .output(staffInvitation),
  setRole: procedure("staff.manage")
    .route({ method: "POST", path: "/staff/{id}/role" })
    .input(byId.extend({ role: z.enum(roles) }))
    .output(staffMember),
  disable: procedure("staff.manage")
    .route({ method: "POST", path: "/staff/{id}/disable" })
    .input(byId)
    .output(staffMember),
  enable: procedure("staff.manage")
    .route({ method: "POST", path: "/staff/{id}/enable" })
    .input(byId)
    .output(staffMember),
  sessions: procedure("session.own").route({ method: "GET", path: "/sessions" }).output(z.array(staffSession)),
  /** Own sessions; administrators may end anybody's. */
  revokeSession: procedure("session.own")
    .route({ method: "DELETE", path: "/sessions/{id}" })
    .input(byId)
    .output(z.object({ id: z.string() })),
  changePassword: procedure("session.own")
    .route({ method: "POST", path: "/me/password" })
    .input(z.object({ current: z.string().max(200), next: password }))
    .output(z.object({ changed: z.literal(true) })),
  /** State of a one-time link, before anything is typed: owner set-up or a colleague's invitation. */
  link: procedure("public")
    .route({ method: "POST", path: "/setup/link" })
    .input(z.object({ token: secretToken }))
    .output(
      z.object({
        purpose: z.enum(["owner", "invitation"]),
        email: z.string().nullable(),
        role: z.enum(roles),
        expiresAt: timeMs,
      }),
    ),
  /** Uses up a one-time link: makes the member. Sign-in follows with e-mail and password. */
  acceptLink: procedure("public")
    .route({ method: "POST", path: "/setup/accept" })
    .input(z.object({ token: secretToken, name: personName, email: z.email(), password }))
    .output(z.object({ email: z.string() })),
};

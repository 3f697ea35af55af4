import { implement } from "@orpc/server";
import type { Context } from "#lib/core/context.ts";
import { acceptLink, describeLink } from "./accept-link.ts";
import { disableMember, enableMember, setRole } from "./change-member.ts";
import { changePassword } from "./change-password.ts";
import { staffContract } from "./contract.ts";
import { describeMe } from "./describe-me.ts";
import { inviteStaff, revokeInvitation } from "./invite-staff.ts";
import { listStaff } from "./list-staff.ts";
import { listSessions, revokeSession } from "./manage-sessions.ts";

const os = implement(staffContract).$context<Context>();

export const staffRouter = os.router({
  me: os.me.handler(({ context }) => describeMe(context)),
  list: os.list.handler(({ context }) => listStaff(context)),
  invite: os.invite.handler(({ context, input }) => inviteStaff(context, input)),
  revokeInvitation: os.revokeInvitation.handler(({ context, input }) => revokeInvitation(context, input)),
  setRole: os.setRole.handler(({ context, input }) => setRole(context, input)),
  disable: os.disable.handler(({ context, input }) => disableMember(context, input)),
  enable: os.enable.handler(({ context, input }) => enableMember(context, input)),
  sessions: os.sessions.handler(({ context }) => listSessions(context)),
  revokeSession: os.revokeSession.handler(({ context, input }) => revokeSession(context, input)),
  changePassword: os.changePassword.handler(({ context, input }) => changePassword(context, input)),
  link: os.link.handler(({ context, input }) => describeLink(context, input)),
  acceptLink: os.acceptLink.handler(({ context, input }) => acceptLink(context, input)),
});

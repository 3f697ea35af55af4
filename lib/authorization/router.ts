import { implement } from "@orpc/server";
import type { Context } from "#lib/core/context.ts";
import { cancelInvitation } from "./cancel-invitation.ts";
import { claimGrant, listUnclaimed } from "./claim-grant.ts";
import { invitationsContract } from "./contract.ts";
import { createInvitation } from "./create-invitation.ts";
import { drawInvitationQr, getInvitation, listInvitations, listPresets } from "./list-invitations.ts";

const os = implement(invitationsContract).$context<Context>();

export const invitationsRouter = os.router({
  list: os.list.handler(({ context, input }) => listInvitations(context, input)),
  get: os.get.handler(({ context, input }) => getInvitation(context, input)),
  create: os.create.handler(({ context, input }) => createInvitation(context, input)),
  cancel: os.cancel.handler(({ context, input }) => cancelInvitation(context, input)),
  qr: os.qr.handler(({ context, input }) => drawInvitationQr(context, input)),
  presets: os.presets.handler(({ context }) => listPresets(context)),
  unclaimed: os.unclaimed.handler(({ context }) => listUnclaimed(context)),
  claim: os.claim.handler(({ context, input }) => claimGrant(context, input)),
});

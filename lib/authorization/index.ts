export { completeRedirect, type RedirectOutcome } from "./complete-redirect.ts";
export { summarizeInvitations } from "./count-invitations.ts";
export { createInvitation } from "./create-invitation.ts";
export type { AuthorizationErrorCode } from "./errors.ts";
export { type AuthorizedEvent, handleAuthorized } from "./handle-authorized.ts";
export { handleUnauthorized, type UnauthorizedEvent } from "./handle-unauthorized.ts";
export { openInvitation } from "./open-invitation.ts";
export { invitationsRouter } from "./router.ts";
export { type MerchantView, viewInvitation } from "./view-invitation.ts";

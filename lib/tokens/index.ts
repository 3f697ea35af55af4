export { withAccountToken } from "./account-token.ts";
export { checkPlatformJob } from "./check-platform.job.ts";
export { withComponentToken } from "./component-token.ts";
export type { TokenErrorCode, TokenErrorData } from "./errors.ts";
export { nextListPlace } from "./list-place.ts";
export { accountTokenHealth, componentTokenHealth } from "./read-token-health.ts";
export { type Recovery, readRecoveryProgress, recoverRefreshTokens } from "./recover-refresh-tokens.ts";
export { resealAll, resealJob } from "./reseal.job.ts";
export {
  type Authorization,
  dropAuthorization,
  type ListedAuthorization,
  saveAuthorization,
  saveListedAuthorizations,
} from "./save-authorization.ts";
export { saveTicket } from "./save-ticket.ts";
export { tendTicketsJob } from "./tend-tickets.job.ts";

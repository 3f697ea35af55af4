export { askForTicket, askForTicketQuietly } from "./ask-for-ticket.ts";
export { checkPlatformKind, queuePlatformCheck } from "./check-platform.ts";
export { connectPlatform } from "./connect-platform.ts";
export { isReleaseCheckAccount } from "./describe-publishing.ts";
export { defaultPlatform, findPlatform, listPlatforms } from "./find-platform.ts";
export {
  type ImportProgress,
  importAccounts,
  importAccountsKind,
  noteImport,
  readImport,
} from "./import-accounts.ts";
export { noteCallback, noteRefusedIp, noteReleaseCheck, noteReviewQuota } from "./note-facts.ts";
export { openPlatformSecrets, type PlatformSecrets } from "./open-platform-secrets.ts";
export { resealPlatforms } from "./reseal-platforms.ts";
export { resealKind, rotateKeys } from "./rotate-keys.ts";
export { platformsRouter } from "./router.ts";
export { tokenHealthOf } from "./token-health.ts";

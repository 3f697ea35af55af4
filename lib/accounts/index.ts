export { countUnclaimed, summarizeAccounts } from "./count-accounts.ts";
export { queueBindingKind } from "./details-due.ts";
export {
  accountIdOfOriginal,
  accountRowsOf,
  type FoundAccount,
  findAccount,
  findAccounts,
  listAccountIds,
} from "./find-accounts.ts";
export { importAccountsJob } from "./import-accounts.job.ts";
export { markBinding, markLiveVersion, markReview } from "./mark-account.ts";
export { basicSet, bindingSet, kindOfSets } from "./permission-needs.ts";
export { readDetailsJob } from "./read-details.job.ts";
export { readAccount } from "./refresh-account.ts";
export { revokeGrant } from "./revoke-grant.ts";
export { accountsRouter } from "./router.ts";
export { saveAccountDetails } from "./save-account-details.ts";
export { type SaveGrantInput, saveGrant } from "./save-grant.ts";

/** Kind of the job that reads the details of all accounts that are due. Its one open job has the key `every`. */
export const readDetailsKind = "accounts.read_details";

/** Due before anything else: somebody waits for this account, while an import fills the background. */
export const dueFirst = 0;

/** Kind of the job in lib/binding, above this domain, that takes AppIDs to ask about. */
export const queueBindingKind = "binding.queue";

import { implement } from "@orpc/server";
import type { Context } from "#lib/core/context.ts";
import { accountsContract } from "./contract.ts";
import { countAccounts } from "./count-accounts.ts";
import { getAccount } from "./get-account.ts";
import { listAccounts } from "./list-accounts.ts";
import { listGrantHistory, listPermissionSets, listTimeline } from "./list-history.ts";
import { refreshAccount } from "./refresh-account.ts";

const os = implement(accountsContract).$context<Context>();

export const accountsRouter = os.router({
  list: os.list.handler(({ context, input }) => listAccounts(context, input)),
  counts: os.counts.handler(({ context }) => countAccounts(context)),
  get: os.get.handler(({ context, input }) => getAccount(context, input)),
  history: os.history.handler(({ context, input }) => listGrantHistory(context, input)),
  timeline: os.timeline.handler(({ context, input }) => listTimeline(context, input)),
  refresh: os.refresh.handler(({ context, input }) => refreshAccount(context, input)),
  permissionSets: os.permissionSets.handler(({ context }) => listPermissionSets(context)),
});

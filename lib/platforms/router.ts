import { implement } from "@orpc/server";
import type { Context } from "#lib/core/context.ts";
import { askForTicket } from "./ask-for-ticket.ts";
import { connectPlatform } from "./connect-platform.ts";
import { platformsContract } from "./contract.ts";
import { listPlatforms } from "./find-platform.ts";
import { importAccounts } from "./import-accounts.ts";
import { rotateKeys } from "./rotate-keys.ts";

const os = implement(platformsContract).$context<Context>();

export const platformsRouter = os.router({
  list: os.list.handler(({ context }) => listPlatforms(context)),
  connect: os.connect.handler(({ context, input }) => connectPlatform(context, input)),
  askForTicket: os.askForTicket.handler(({ context, input }) => askForTicket(context, input)),
  rotateKeys: os.rotateKeys.handler(({ context }) => rotateKeys(context)),
  importAccounts: os.importAccounts.handler(({ context, input }) => importAccounts(context, input)),
});

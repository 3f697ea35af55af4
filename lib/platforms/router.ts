import { implement } from "@orpc/server";
import type { Context } from "#lib/core/context.ts";
import { askForTicket } from "./ask-for-ticket.ts";
import { checkPlatform } from "./check-platform.ts";
import { confirmPublished, takeBackPublished } from "./confirm-published.ts";
import { connectPlatform } from "./connect-platform.ts";
import { platformsContract } from "./contract.ts";
import { getPlatform, listPlatforms } from "./find-platform.ts";
import { forgetPreviousKeys } from "./forget-previous-keys.ts";
import { importAccounts } from "./import-accounts.ts";
import { provePlatform } from "./prove-platform.ts";
import { renamePlatform } from "./rename-platform.ts";
import { rotateAppSecret } from "./rotate-app-secret.ts";
import { rotateCallbackKeys } from "./rotate-callback-keys.ts";
import { rotateKeys } from "./rotate-keys.ts";

const os = implement(platformsContract).$context<Context>();

export const platformsRouter = os.router({
  list: os.list.handler(({ context }) => listPlatforms(context)),
  get: os.get.handler(({ context, input }) => getPlatform(context, input)),
  prove: os.prove.handler(({ context, input }) => provePlatform(context, input)),
  connect: os.connect.handler(({ context, input }) => connectPlatform(context, input)),
  askForTicket: os.askForTicket.handler(({ context, input }) => askForTicket(context, input)),
  rename: os.rename.handler(({ context, input }) => renamePlatform(context, input)),
  check: os.check.handler(({ context, input }) => checkPlatform(context, input)),
  rotateAppSecret: os.rotateAppSecret.handler(({ context, input }) => rotateAppSecret(context, input)),
  rotateCallbackKeys: os.rotateCallbackKeys.handler(({ context, input }) => rotateCallbackKeys(context, input)),
  forgetPreviousKeys: os.forgetPreviousKeys.handler(({ context, input }) => forgetPreviousKeys(context, input)),
  confirmPublished: os.confirmPublished.handler(({ context, input }) => confirmPublished(context, input)),
  takeBackPublished: os.takeBackPublished.handler(({ context, input }) => takeBackPublished(context, input)),
  rotateKeys: os.rotateKeys.handler(({ context }) => rotateKeys(context)),
  importAccounts: os.importAccounts.handler(({ context, input }) => importAccounts(context, input)),
});

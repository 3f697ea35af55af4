import { implement } from "@orpc/server";
import type { Context } from "#lib/core/context.ts";
import { quotaContract } from "./contract.ts";
import { getQuota, readQuota } from "./read-quota.ts";
import { resetQuota } from "./reset-quota.ts";

const os = implement(quotaContract).$context<Context>();

export const quotaRouter = os.router({
  get: os.get.handler(({ context, input }) => getQuota(context, input)),
  read: os.read.handler(({ context, input }) => readQuota(context, input)),
  reset: os.reset.handler(({ context, input }) => resetQuota(context, input)),
});

import { implement } from "@orpc/server";
import type { Context } from "#lib/core/context.ts";
import { overviewContract } from "./contract.ts";
import { countForRail, getOverview } from "./get-overview.ts";

const os = implement(overviewContract).$context<Context>();

export const overviewRouter = os.router({
  get: os.get.handler(({ context }) => getOverview(context)),
  counts: os.counts.handler(({ context }) => countForRail(context)),
});

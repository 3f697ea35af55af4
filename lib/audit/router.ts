import { implement } from "@orpc/server";
import type { Context } from "#lib/core/context.ts";
import { auditContract } from "./contract.ts";
import { describeChain, listActions } from "./describe-chain.ts";
import { listAudit } from "./list-audit.ts";

const os = implement(auditContract).$context<Context>();

export const auditRouter = os.router({
  list: os.list.handler(({ context, input }) => listAudit(context, input)),
  chain: os.chain.handler(({ context }) => describeChain(context)),
  actions: os.actions.handler(({ context }) => listActions(context)),
});

import { implement } from "@orpc/server";
import type { Context } from "#lib/core/context.ts";
import { askBinding } from "./ask-binding.ts";
import { bindingContract } from "./contract.ts";
import { getBinding } from "./get-binding.ts";

const os = implement(bindingContract).$context<Context>();

export const bindingRouter = os.router({
  get: os.get.handler(({ context, input }) => getBinding(context, input)),
  ask: os.ask.handler(({ context, input }) => askBinding(context, input)),
});

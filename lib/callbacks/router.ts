import { implement } from "@orpc/server";
import type { Context } from "#lib/core/context.ts";
import { eventsContract } from "./contract.ts";
import { listEvents } from "./list-events.ts";

const os = implement(eventsContract).$context<Context>();

export const eventsRouter = os.router({
  list: os.list.handler(({ context, input }) => listEvents(context, input)),
});

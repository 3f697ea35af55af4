import { type CallbackHandler, createCallbackHandler } from "#lib/callbacks/index.ts";
import { once } from "#lib/core/once.ts";
import { getServices } from "#lib/runtime/index.ts";

export const dynamic = "force-dynamic";

// server.ts answers these addresses before Next does; this file is for `next dev`.
async function handle(request: Request): Promise<Response> {
  const services = await getServices();
  const handler: CallbackHandler = once("callbacks.handler", () => createCallbackHandler(services));
  return handler(request);
}

export { handle as GET, handle as POST };

import type { Services } from "#lib/core/context.ts";
import { readBody } from "./read-body.ts";
import { type CallbackOptions, createCallbackReceiver } from "./receive-callback.ts";
import { answerHeaders } from "./serve-callback.ts";

export type CallbackHandler = (request: Request) => Promise<Response>;

/** The receiver of callbacks as a Web handler, for `next dev`; server.ts takes the receiver itself. */
export function createCallbackHandler(services: Services, options: CallbackOptions = {}): CallbackHandler {
  const receive = createCallbackReceiver(services, options);
  return async function handleCallback(request) {
    const { pathname, search } = new URL(request.url);
    const body = await readBody(request);
    const answer = await receive({ method: request.method, target: pathname + search, body });
    return new Response(answer.body, { status: answer.status, headers: answerHeaders });
  };
}

import { createRouterClient } from "@orpc/server";
import type { Context } from "#lib/core/context.ts";
import { getServices } from "#lib/runtime/index.ts";
import { contextFrom } from "./context-from-request.ts";
import { type ApiHandler, createApiHandler } from "./handler.ts";
import { router } from "./router.ts";

export { originOf } from "./context-from-request.ts";
export { isSameOrigin } from "./same-origin.ts";

let handler: Promise<ApiHandler> | undefined;

/** Answers a request under /api. */
export async function handleApi(request: Request): Promise<Response> {
  handler ??= getServices().then((services) => createApiHandler(services, router));
  return (await handler)(request);
}

/** Who asks: for pages pass `{ headers: await headers() }`, for handlers the request. */
export async function contextFromRequest(request: { headers: Headers }): Promise<Context> {
  return contextFrom(await getServices(), request.headers);
}

/** The API as plain calls on the server, behind the same guard: for prefetching pages. */
export function callerFor(context: Context) {
  return createRouterClient(router, { context });
}

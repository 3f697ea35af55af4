import { OpenAPIHandler } from "@orpc/openapi/fetch";
import { type AnyRouter, ORPCError } from "@orpc/server";
import { SimpleCsrfProtectionHandlerPlugin } from "@orpc/server/plugins";
import { experimental_ZodSmartCoercionPlugin as ZodSmartCoercionPlugin } from "@orpc/zod/zod4";
import type { Services } from "#lib/core/context.ts";
import { contextFrom } from "./context-from-request.ts";
import { openApiDocument } from "./openapi.ts";
import { toProblem } from "./problem.ts";
import { readLimited } from "./read-limited.ts";
import { referencePage, referenceStyle } from "./reference-page.ts";
import { isSameOrigin } from "./same-origin.ts";

export type ApiHandler = (request: Request) => Promise<Response>;

/** `(Request) → Response` for everything under /api, except next-auth's own addresses. */
export function createApiHandler(services: Services, router: AnyRouter): ApiHandler {
  const handler = new OpenAPIHandler(router, {
    plugins: [new SimpleCsrfProtectionHandlerPlugin(), new ZodSmartCoercionPlugin()],
    interceptors: [
      async (options) => {
        try {
          return await options.next();
        } catch (error) {
          // What is thrown outside a procedure: a body that is no JSON, a missing CSRF header.
          const { requestId } = (options.context as { origin: { requestId: string } }).origin;
          throw toProblem(asBadRequest(error), services.log, requestId);
        }
      },
    ],
  });

  return async (request) => {
    const url = new URL(request.url);
    const page = await openPage(request, url.pathname);
    if (page) return page;
    if (!isSameOrigin(request, services.env)) return refuse(403, "FORBIDDEN", "cross_origin");
    const limited = await readLimited(request);
    if (!limited) return refuse(413, "PAYLOAD_TOO_LARGE", "too_large");
    const context = await contextFrom(services, request.headers);
    const { matched, response } = await handler.handle(limited, { prefix: "/api", context });
    if (!matched) return refuse(404, "NOT_FOUND", "not_found");
    return guardAnswer(response);
  };
}

function asBadRequest(error: unknown): unknown {
  if (error instanceof SyntaxError) return new ORPCError("BAD_REQUEST", { status: 400 });
  return error;
}

async function openPage(request: Request, pathname: string): Promise<Response | null> {
  if (request.method !== "GET") return null;
  if (pathname === "/api/openapi.json") return guardAnswer(Response.json(await openApiDocument()));
  if (pathname === "/api/reference.css")
    return guardAnswer(new Response(referenceStyle, { headers: { "content-type": "text/css; charset=utf-8" } }));
  if (pathname === "/api" || pathname === "/api/") {
    const html = referencePage(await openApiDocument());
    const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    return guardAnswer(
      new Response(html, {
        headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": policy },
      }),
    );
  }
  return null;
}

function refuse(status: number, code: string, problem: string): Response {
  return guardAnswer(
    Response.json({ defined: false, code, status, message: problem, data: { code: problem, values: {} } }, { status }),
  );
}

/** Answers are for the one who asked: never stored, never sniffed, readable by no other origin. */
function guardAnswer(response: Response): Response {
  response.headers.set("cache-control", "no-store");
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("cross-origin-resource-policy", "same-origin");
  return response;
}

import NextAuth from "next-auth";
import { isSameOrigin } from "#lib/api/index.ts";
import { getServices } from "#lib/runtime/index.ts";
import { authOptions } from "./auth-options.ts";

export const dynamic = "force-dynamic";

async function handle(request: Request, context: unknown): Promise<Response> {
  const services = await getServices();
  if (request.method !== "GET" && !isSameOrigin(request, services.env)) return new Response(null, { status: 403 });
  if (Number(request.headers.get("content-length") ?? 0) > 16_384) return new Response(null, { status: 413 });
  const response: Response = await NextAuth(request as never, context as never, authOptions(services, request.headers));
  response.headers.set("cache-control", "no-store");
  return response;
}

export { handle as GET, handle as POST };

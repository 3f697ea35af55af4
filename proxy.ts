import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, pictureOrigins, securityHeaders } from "#lib/core/browser-policy.ts";
import { type Env, readEnv } from "#lib/core/env.ts";

/** Pages that need no session; everything else is for staff. */
const openPages = /^\/(?:sign-in|setup|invite)(?:\/|$)/;
/** Set here for the pages; never taken from outside. */
const ownHeaders = new Set(["x-nonce", "x-hufu-path"]);
const sessionCookie = /^(?:__Secure-)?next-auth\.session-token(?:\.\d+)?$/;

/** What a merchant sees; the demo's phone beside an invitation frames it. */
const merchantPages = /^\/invite\//;

let env: Env | undefined;

/**
 * Puts the nonce and the CSP on every page and the other security headers on every answer. It authorizes
 * nothing: the redirect to sign-in is a convenience, handlers decide.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const headers = new Headers(request.headers);
  for (const name of [...headers.keys()])
    if (name.startsWith("x-middleware-") || ownHeaders.has(name)) headers.delete(name);

  if (pathname.startsWith("/api/")) return guard(NextResponse.next({ request: { headers } }), request);

  const signedIn = request.cookies.getAll().some(({ name }) => sessionCookie.test(name));
  if (!signedIn && !openPages.test(pathname)) {
    const signIn = new URL("/sign-in", request.url);
    if (pathname !== "/") signIn.searchParams.set("next", pathname + search);
    return guard(NextResponse.redirect(signIn), request);
  }

  const nonce = btoa(crypto.randomUUID());
  const policy = policyFor(request, nonce);
  headers.set("x-nonce", nonce);
  headers.set("x-hufu-path", pathname + search);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return guard(response, request);
}

function policyFor(request: NextRequest, nonce: string): string {
  const own = settings();
  return contentSecurityPolicy({
    nonce,
    development: own.nodeEnv === "development",
    pictures: pictureOrigins(own),
    // The phone's address is ours; it leads on to the simulator.
    frames: own.demo ? ["'self'", new URL(own.wechatMpUrl).origin, new URL(own.wechatOpenUrl).origin] : [],
    framed: isFramed(request),
  });
}

function isFramed(request: NextRequest): boolean {
  return settings().demo && merchantPages.test(request.nextUrl.pathname);
}

function settings(): Env {
  env ??= readEnv();
  return env;
}

function guard(response: NextResponse, request: NextRequest): NextResponse {
  const https = request.nextUrl.protocol === "https:" || request.headers.get("x-forwarded-proto") === "https";
  for (const [name, value] of securityHeaders(https, isFramed(request))) response.headers.set(name, value);
  return response;
}

export const config = {
  // WeChat's and the backends' addresses, health checks and files are not pages.
  matcher: [
    "/((?!_next/static|_next/image|wx/|gateway/|livez|readyz|metrics|icon\\.svg|favicon\\.ico|robots\\.txt).*)",
  ],
};

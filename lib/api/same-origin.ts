import type { Env } from "#lib/core/env.ts";

/**
 * Whether a changing request may come from where it says. Browsers send Sec-Fetch-Site and, with unsafe
 * methods, Origin; both must be ours. Programs send neither: for them the CSRF header and the cookie decide.
 */
export function isSameOrigin(request: Request, env: Pick<Env, "publicUrl">): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  const origin = request.headers.get("origin");
  if (origin === null) return true;
  const host = request.headers.get("host");
  // The Host header cannot be set by a page of another origin, so that loopback names work beside publicUrl.
  return origin === new URL(env.publicUrl).origin || (host !== null && origin === `${schemeOf(env)}//${host}`);
}

function schemeOf(env: Pick<Env, "publicUrl">): string {
  return new URL(env.publicUrl).protocol;
}

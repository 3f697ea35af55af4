import { decode } from "next-auth/jwt";
import type { Env } from "#lib/core/env.ts";

/** Name of the session cookie: over https only the `__Secure-` one counts. */
export function sessionCookieName(env: Pick<Env, "publicUrl">): string {
  return env.publicUrl.startsWith("https:") ? "__Secure-next-auth.session-token" : "next-auth.session-token";
}

function cookiesOf(header: string): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of header.split(";")) {
    const at = part.indexOf("=");
    if (at > 0) cookies.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  return cookies;
}

/**
 * The session id in next-auth's encrypted cookie (chunks joined). Null without a cookie or with a bad one;
 * whether that session is still open is for its row to say.
 */
export async function readSessionId(headers: Headers, env: Env): Promise<string | null> {
  const secret = env.sessionSecret;
  if (secret === undefined) return null;
  const name = sessionCookieName(env);
  const cookies = cookiesOf(headers.get("cookie") ?? "");
  let token = cookies.get(name) ?? "";
  for (let chunk = 0; chunk < 10; chunk += 1) token += cookies.get(`${name}.${chunk}`) ?? "";
  if (token === "") return null;
  try {
    const claims = await decode({ token, secret });
    return typeof claims?.sid === "string" ? claims.sid : null;
  } catch {
    return null;
  }
}

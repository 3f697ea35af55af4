/** What the sign-in door says when it stays shut; `until` in ms since the epoch. */
export type SignInRefusal =
  | { code: "wrong" }
  | { code: "throttled"; until: number }
  | { code: "disabled" }
  | { code: "unreachable" };

async function csrfToken(): Promise<string> {
  const response = await fetch("/api/auth/csrf", { headers: { accept: "application/json" } });
  const body = (await response.json()) as { csrfToken: string };
  return body.csrfToken;
}

/**
 * Signs in with next-auth's credentials door, without its client (12 kB).
 * @returns null when the session cookie is set, else why not.
 */
export async function signIn(email: string, password: string): Promise<SignInRefusal | null> {
  try {
    const response = await fetch("/api/auth/callback/credentials", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ csrfToken: await csrfToken(), email, password, json: "true" }),
    });
    if (response.ok) return null;
    const body = (await response.json()) as { url?: string };
    return refusalOf(body.url ? (new URL(body.url, location.origin).searchParams.get("error") ?? "") : "");
  } catch {
    return { code: "unreachable" };
  }
}

/** next-auth carries the refusal as the `error` of an address: `sign_in_throttled:<ms>` and the like. */
export function refusalOf(error: string): SignInRefusal {
  const [code, value] = error.split(":");
  if (code === "sign_in_throttled") return { code: "throttled", until: Number(value) };
  if (code === "staff_disabled") return { code: "disabled" };
  return { code: "wrong" };
}

/** Ends the session on the server and forgets the cookie. */
export async function signOut(): Promise<void> {
  await fetch("/api/auth/signout", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken: await csrfToken(), json: "true" }),
  });
  location.assign("/sign-in");
}

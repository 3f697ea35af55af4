const open = ["/sign-in", "/setup", "/invite"];

/** A console page whose session has ended goes to sign-in, and comes back afterwards. */
export function leaveSignedOut() {
  const { pathname, search } = window.location;
  if (open.some((start) => pathname.startsWith(start))) return;
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

/** Ends the session here and on the server (next-auth's own address), then shows sign-in. */
export async function signOut() {
  const token = await fetch("/api/auth/csrf").then((answer) => answer.json() as Promise<{ csrfToken: string }>);
  await fetch("/api/auth/signout", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken: token.csrfToken, callbackUrl: "/sign-in", json: "true" }),
  });
  window.location.assign("/sign-in");
}

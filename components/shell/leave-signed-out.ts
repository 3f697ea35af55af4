const open = ["/sign-in", "/setup", "/invite"];

/** A console page whose session has ended goes to sign-in, and comes back afterwards. */
export function leaveSignedOut() {
  const { pathname, search } = window.location;
  if (open.some((start) => pathname.startsWith(start))) return;
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

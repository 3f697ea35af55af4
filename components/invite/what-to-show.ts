/** What the merchant's page says. */
export type Showing = "invite" | "waiting" | "done" | "used" | "wrong" | "failed" | "expired" | "cancelled";

interface Seen {
  state: "created" | "opened" | "choosing" | "authorized" | "wrong_account" | "expired" | "cancelled";
  waiting: boolean;
  open: boolean;
}

/**
 * Chooses the page from the invitation and from how the browser came back (`?returned=`). The address decides
 * nothing of weight: whether it is authorized comes from the invitation alone.
 */
export function whatToShow(seen: Seen, returned: string | undefined): Showing {
  if (seen.state === "authorized") return returned ? "done" : "used";
  if (seen.state === "cancelled" || seen.state === "expired") return seen.state;
  if (returned === "foreign" || returned === "refused" || returned === "expired" || returned === "busy")
    return "failed";
  if (seen.state === "wrong_account") return "wrong";
  return seen.waiting && returned ? "waiting" : "invite";
}

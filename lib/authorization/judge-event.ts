import type { FoundAccount } from "#lib/accounts/index.ts";
import type { FlowRow, InvitationRow } from "./store.ts";

export interface EventFacts {
  componentAppId: string;
  appId: string;
  /** CreateTime, ms. */
  createdAt: number;
  /** The flow whose pre-authorization code the signed event names. */
  flow: FlowRow | null;
  invitation: InvitationRow | null;
  account: FoundAccount | null;
  /** The account's kind, or null when nothing tells it yet. */
  kind: "official_account" | "mini_program" | null;
  /** CreateTime of a revocation of a grant that we never held; 0: none. */
  withdrawnAt: number;
}

export type Verdict =
  /** The event belongs to this invitation: account and merchant reference go together. */
  | { to: "bind" }
  /** The account stands with us already: its tokens and permission sets are renewed, its reference stays. */
  | { to: "renew"; invitation: "none" | "wrong_account" }
  /** Nobody of ours asked for it: kept apart until staff claim it. */
  | { to: "park"; reason: "no_invitation" | "invitation_ended" | "wrong_account" }
  /** A newer event of the account was applied: nothing changes, except that the invitation was answered. */
  | { to: "skip"; answered: boolean };

/**
 * Decides what a signed authorization means. Only an event whose pre-authorization code matches a pending
 * flow binds; everything else renews what already stands or is parked. Pure.
 */
export function judgeEvent(facts: EventFacts): Verdict {
  const grant = facts.account?.grants.find((item) => item.componentAppId === facts.componentAppId);
  const match = matchOf(facts);
  const isStale = (grant?.eventAt ?? 0) > facts.createdAt || facts.withdrawnAt > facts.createdAt;
  if (isStale) return { to: "skip", answered: match === "matches" };
  if (match === "matches") return { to: "bind" };
  if (grant?.state === "authorized")
    return { to: "renew", invitation: match === "wrong_account" ? "wrong_account" : "none" };
  return { to: "park", reason: match };
}

function matchOf({ flow, invitation, appId, kind }: EventFacts) {
  if (!flow || !invitation) return "no_invitation";
  if (flow.appId !== null && flow.appId !== appId) return "invitation_ended";
  if (invitation.state === "cancelled") return "invitation_ended";
  if (invitation.state === "authorized" && invitation.appId !== appId) return "invitation_ended";
  if (invitation.fixedAppId !== null && invitation.fixedAppId !== appId) return "wrong_account";
  if (invitation.accountKind !== "both" && kind !== null && invitation.accountKind !== kind) return "wrong_account";
  return "matches";
}

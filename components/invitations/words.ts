import type { StateKind } from "#components/ui/state-glyph.tsx";
import type { Invitation, InvitationState } from "#lib/authorization/contract.ts";

// Run-time lists of the contract's unions: contract.ts itself carries zod and stays out of the browser.
export const invitationKinds = [
  "mini_program",
  "official_account",
  "both",
] as const satisfies Invitation["accountKind"][];
/** Tabs of the list; "all" leaves the filter out. */
export const invitationTabs = ["open", "authorized", "ended", "all"] as const;
/** Hours that a new invitation may live. */
export const lifetimes = [1, 24, 72, 168, 720] as const;

export const invitationGlyphs: Record<InvitationState, StateKind> = {
  created: "queued",
  opened: "working",
  choosing: "waiting",
  authorized: "authorized",
  wrong_account: "rejected",
  expired: "expired",
  cancelled: "cancelled",
};

/** While it may still lead to an authorization; a wrong account may be followed by the right one. */
export function isOpen(state: InvitationState): boolean {
  return state === "created" || state === "opened" || state === "choosing" || state === "wrong_account";
}

/** Who the invitation is for: the merchant's name, or our reference of it. */
export function inviteeOf(invitation: Pick<Invitation, "merchantName" | "merchantReference">): string {
  return invitation.merchantName || invitation.merchantReference;
}

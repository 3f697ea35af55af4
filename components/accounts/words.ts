import type { StateKind } from "#components/ui/state-glyph.tsx";
import type { AccountRow } from "#lib/accounts/contract.ts";

// Run-time lists of the contract's unions: contract.ts itself carries zod and stays out of the browser.
export const kinds = [
  "mini_program",
  "service_account",
  "subscription_account",
] as const satisfies AccountRow["kind"][];
export const grantStates = ["authorized", "revoked"] as const satisfies AccountRow["state"][];
export const bindingStates = [
  "bound",
  "bound_id_unknown",
  "unbound",
  "unknown",
] as const satisfies AccountRow["binding"][];
export const accountSorts = ["authorized", "name"] as const;

type ReviewState = NonNullable<AccountRow["review"]>["state"];

/** The sign of a review state; its word is accounts.review.<state>. */
export const reviewGlyphs: Record<ReviewState, StateKind> = {
  reviewing: "reviewing",
  approved: "approved",
  rejected: "rejected",
  delayed: "delayed",
  withdrawn: "withdrawn",
};

/** A pair of words as contracts carry it. */
export interface Words {
  zh: string;
  en: string;
}

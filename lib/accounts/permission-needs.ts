import type { AccountKind } from "#lib/wechat/index.ts";
import { permissionSet } from "#lib/wechat/index.ts";

/** Sets that Hufu's own work needs: deploy (18), UnionID binding (24, 25), basic information (3, 30). */
const needs: Record<AccountKind, readonly number[]> = {
  mini_program: [18, 25, 30],
  official_account: [24, 3],
};

/** The set that answers questions about the open account, for each kind of account. */
export const bindingSet: Record<AccountKind, number> = { mini_program: 25, official_account: 24 };
/** The set that at least tells whether there is one. */
export const basicSet: Record<AccountKind, number> = { mini_program: 30, official_account: 3 };

/** Needed sets that a grant lacks, in the order of the list. */
export function missingSetsOf(kind: AccountKind, granted: readonly number[]): number[] {
  return needs[kind].filter((id) => !granted.includes(id));
}

/** What a list of granted sets says about the account's kind; null when it says nothing. */
export function kindOfSets(granted: readonly number[]): AccountKind | null {
  const kinds = new Set(granted.map((id) => permissionSet(id).kind).filter((kind) => kind !== null));
  return kinds.size === 1 ? ([...kinds][0] ?? null) : null;
}

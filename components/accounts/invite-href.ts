import type { AccountRow } from "#lib/accounts/contract.ts";

/** Address of a new invitation that asks this very account again: for missing sets, or after a revocation. */
export function inviteHref(
  account: Pick<AccountRow, "appId" | "name" | "kind" | "merchantReference" | "componentAppId">,
) {
  const query = new URLSearchParams({
    appId: account.appId,
    kind: account.kind === "mini_program" ? "mini_program" : "official_account",
    name: account.name,
    platform: account.componentAppId,
  });
  if (account.merchantReference) query.set("reference", account.merchantReference);
  return `/invitations/new?${query}`;
}

"use client";

import { BindingPanel } from "#components/binding/binding-panel.tsx";
import { SeamPanel } from "#components/ui/seam-panel.tsx";
import type { Account } from "#lib/accounts/contract.ts";
import { AccountTimeline } from "./account-timeline.tsx";
import { GrantsPanel } from "./grants-panel.tsx";
import { TokenLine } from "./token-line.tsx";

interface AccountOverviewProps {
  account: Account;
  inviteHref: string | null;
}

/** Authorization and binding, side by side along the seam; then the token's health and what happened. */
export function AccountOverview({ account, inviteHref }: AccountOverviewProps) {
  return (
    <>
      <SeamPanel
        start={<GrantsPanel account={account} />}
        end={<BindingPanel appId={account.appId} inviteHref={inviteHref} />}
      />
      <TokenLine grants={account.grants} />
      <AccountTimeline account={account} />
    </>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api, statusOf } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { Page, PageBody } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { QueryTabs, useQueryTab } from "#components/ui/tabs.tsx";
import type { Account } from "#lib/accounts/contract.ts";
import { AccountOverview } from "./account-overview.tsx";
import { AccountSkeleton } from "./account-skeleton.tsx";
import { AccountTitle } from "./account-title.tsx";
import { DetailsTab } from "./details-tab.tsx";
import { HistoryTab } from "./history-tab.tsx";
import { inviteHref } from "./invite-href.ts";
import { PermissionsTab } from "./permissions-tab.tsx";

const tabs = ["overview", "permissions", "details", "history"] as const;

/** Everything about one merchant account. */
export function AccountScreen({ appId }: { appId: string }) {
  const t = useTranslations("accounts");
  const query = useQuery(
    api.accounts.get.queryOptions({
      input: { appId },
      // A new account's details are being read: its AppID stands for its name only for a moment.
      refetchInterval: ({ state }) => (state.data?.detailed === false ? 1_000 : 10_000),
    }),
  );
  const account = query.data;
  const name = account?.name ?? appId;
  return (
    <Page title={name} crumbs={[{ label: t("page.breadcrumb"), href: "/accounts" }, { label: name }]}>
      {account ? (
        <AccountParts account={account} />
      ) : statusOf(query.error) === 404 || statusOf(query.error) === 400 ? (
        <EmptyState
          title={<h1>{t("page.notFoundTitle")}</h1>}
          action={<ButtonLink href="/accounts">{t("page.backToList")}</ButtonLink>}
        >
          {t("page.notFoundText", { appId })}
        </EmptyState>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <AccountSkeleton />
      )}
    </Page>
  );
}

function AccountParts({ account }: { account: Account }) {
  const t = useTranslations("accounts");
  const tab = useQueryTab(tabs);
  const mayInvite = useMay("invitations.create");
  const href = mayInvite ? inviteHref(account) : null;
  const missing = account.grants.reduce(
    (sum, grant) => sum + (grant.state === "authorized" ? grant.missing.length : 0),
    0,
  );
  return (
    <>
      <AccountTitle account={account} inviteHref={href} missing={missing} />
      <QueryTabs
        label={t("page.tabs.label")}
        items={tabs.map((value) => ({
          value,
          label: t(`page.tabs.${value}`),
          ...(value === "permissions" ? { count: account.permissionSetCount } : {}),
        }))}
      />
      <PageBody>
        {tab === "overview" ? <AccountOverview account={account} inviteHref={href} /> : null}
        {tab === "permissions" ? <PermissionsTab account={account} inviteHref={href} /> : null}
        {tab === "details" ? <DetailsTab account={account} /> : null}
        {tab === "history" ? <HistoryTab appId={account.appId} /> : null}
      </PageBody>
    </>
  );
}

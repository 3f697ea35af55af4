"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { Page, PageBody } from "#components/shell/page.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { AccountsByKind } from "./accounts-by-kind.tsx";
import { LiveVersions } from "./live-versions.tsx";
import { NeedsList } from "./needs-list.tsx";
import { OverviewSkeleton } from "./overview-skeleton.tsx";
import { PlatformHealth } from "./platform-health.tsx";
import { RecentAccounts } from "./recent-accounts.tsx";
import { RunningDeployments } from "./running-deployments.tsx";

/** What needs a person first, what goes on next, health beside it, numbers last. */
export function OverviewScreen() {
  const t = useTranslations("overview");
  const query = useQuery(
    api.overview.get.queryOptions({
      refetchInterval: ({ state }) =>
        state.data?.platforms.some((platform) => platform.import.state === "running") ? 3_000 : 10_000,
    }),
  );
  const overview = query.data;
  return (
    <Page title={t("title")}>
      {overview ? (
        <PageBody
          aside={
            <div className="flex flex-col gap-8">
              <PlatformHealth platforms={overview.platforms} />
              <AccountsByKind accounts={overview.accounts} total={overview.accountTotal} />
              <LiveVersions versions={overview.liveVersions} notReleased={overview.notReleased} />
            </div>
          }
        >
          <div className="flex flex-col gap-8">
            <NeedsList needs={overview.needs} />
            <RunningDeployments deployments={overview.deployments} />
            <RecentAccounts rows={overview.recent} today={overview.authorizedToday} />
          </div>
        </PageBody>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <OverviewSkeleton />
      )}
    </Page>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { statusOf } from "#components/shell/api.ts";
import { Page, PageBody } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { QueryTabs, useQueryTab } from "#components/ui/tabs.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import { BrokenSecrets } from "./broken-secrets.tsx";
import { ConsoleFields } from "./console-fields.tsx";
import { HealthTab } from "./health-tab.tsx";
import { KeysTab } from "./keys-tab.tsx";
import { PlatformTitle } from "./platform-title.tsx";
import { QuotaPanel } from "./quota-panel.tsx";
import { usePlatform } from "./use-platform.ts";

const tabs = ["health", "console", "keys", "quota"] as const;

/** Everything about one platform: how it is, what WeChat's console must hold, its keys, its call quota. */
export function PlatformScreen({ componentAppId }: { componentAppId: string }) {
  const t = useTranslations("platforms.page");
  const query = usePlatform(componentAppId);
  const platform = query.data;
  const name = platform?.name ?? componentAppId;
  const status = statusOf(query.error);
  return (
    <Page title={name} crumbs={[{ label: t("breadcrumb"), href: "/settings" }, { label: name }]}>
      {platform ? (
        <PlatformParts platform={platform} />
      ) : status === 404 || status === 400 ? (
        <EmptyState
          title={<h1>{t("notFoundTitle")}</h1>}
          action={<ButtonLink href="/settings">{t("back")}</ButtonLink>}
        >
          {t("notFoundText", { componentAppId })}
        </EmptyState>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />
      ) : (
        <PlatformSkeleton />
      )}
    </Page>
  );
}

function PlatformParts({ platform }: { platform: Platform }) {
  const t = useTranslations("platforms.page.tabs");
  const tab = useQueryTab(tabs);
  return (
    <>
      <PlatformTitle platform={platform} />
      <QueryTabs label={t("label")} items={tabs.map((value) => ({ value, label: t(value) }))} />
      {platform.keys.readable ? null : <BrokenSecrets />}
      {tab === "health" ? <HealthTab platform={platform} /> : null}
      {tab === "console" ? (
        <PageBody>
          <div className="max-w-180">
            <ConsoleFields platform={platform} />
          </div>
        </PageBody>
      ) : null}
      {tab === "keys" ? <KeysTab platform={platform} /> : null}
      {tab === "quota" ? <QuotaPanel platform={platform} /> : null}
    </>
  );
}

function PlatformSkeleton() {
  return (
    <div className="flex flex-col gap-8 px-6 py-6 max-desk:px-4" aria-busy="true">
      <Skeleton className="h-5 w-48" />
      {["ticket", "token", "address", "publishing"].map((row) => (
        <span key={row} className="flex flex-col gap-2">
          <Skeleton className="w-40" />
          <Skeleton className="w-2/3" />
        </span>
      ))}
    </div>
  );
}

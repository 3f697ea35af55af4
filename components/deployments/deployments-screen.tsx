"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { QueryTabs, useQueryTab } from "#components/ui/tabs.tsx";
import { useListAddress } from "#components/ui/use-list-address.ts";
import type { Deployment } from "#lib/deployments/contract.ts";
import { useCompactDeployment, useDeploymentColumns } from "./deployment-columns.tsx";
import { firstDeploymentsPage } from "./first-page.ts";
import { deploymentHref, deploymentStates } from "./words.ts";

const tabs = ["all", ...deploymentStates] as const;

/** Every deployment, newest first. */
export function DeploymentsScreen() {
  const t = useTranslations("deployments");
  const format = useFormatter();
  const mayCreate = useMay("deployments.create");
  const tab = useQueryTab(tabs, "state");
  const list = useListAddress(["created"], { by: "created", order: "desc" });
  const columns = useDeploymentColumns();
  const compact = useCompactDeployment();
  const query = useQuery(
    api.deployments.list.queryOptions({
      input: { ...firstDeploymentsPage, ...list.page, ...(tab === "all" ? {} : { state: tab }) },
      placeholderData: keepPreviousData,
      refetchInterval: 5_000,
    }),
  );
  const { data } = query;
  const nothing = data?.items.length === 0 && tab === "all";
  const newButton = (
    <ButtonLink look="primary" href="/deployments/new" icon={<Plus aria-hidden="true" />}>
      {t("new")}
    </ButtonLink>
  );
  return (
    <Page title={t("title")}>
      <QueryTabs
        label={t("tabs.label")}
        param="state"
        items={tabs.map((value) => ({ value, label: value === "all" ? t("tabs.all") : t(`state.${value}`) }))}
        actions={mayCreate && !nothing ? newButton : null}
      />
      <DataTable
        label={t("table")}
        rows={data?.items}
        rowId={rowId}
        columns={columns}
        compact={compact}
        rowHref={deploymentHref}
        error={query.error}
        onRetry={() => void query.refetch()}
        stale={query.isPlaceholderData}
        empty={
          nothing ? (
            <EmptyState title={t("empty.title")} action={mayCreate ? newButton : null}>
              {t("empty.text")}
            </EmptyState>
          ) : (
            <EmptyState
              title={t("empty.filteredTitle")}
              action={<ButtonLink href="/deployments">{t("empty.showAll")}</ButtonLink>}
            >
              {t("empty.filteredText")}
            </EmptyState>
          )
        }
      />
      <Pager {...list.pager(data)}>
        {data && data.items.length > 0
          ? t("counted", { total: data.totalCapped ? `${format.number(data.total)}+` : format.number(data.total) })
          : null}
      </Pager>
    </Page>
  );
}

const rowId = (row: Deployment) => row.id;

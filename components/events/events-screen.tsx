"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/shell/api.ts";
import { Page } from "#components/shell/page.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Pager } from "#components/ui/pager.tsx";
import type { CallbackEvent } from "#lib/callbacks/contract.ts";
import { useCompactEvent, useEventColumns } from "./event-columns.tsx";
import { EventFilterBar } from "./event-filter-bar.tsx";
import { EventPanel } from "./event-panel.tsx";
import { useEventFilters } from "./use-event-filters.ts";

/** What WeChat told us, newest first: kinds, times and outcomes, never the content. */
export function EventsScreen() {
  const t = useTranslations("events");
  const filters = useEventFilters();
  const { state, list, open } = filters;
  const columns = useEventColumns(open);
  const compact = useCompactEvent();
  const query = useQuery(
    api.events.list.queryOptions({
      input: filters.input,
      placeholderData: keepPreviousData,
      refetchInterval: "cursor" in filters.input ? 30_000 : 5_000,
    }),
  );
  const data = query.data;
  const rows = data?.items;
  const opened = useOpened(rows, state.event);
  return (
    <Page title={t("title")}>
      <EventFilterBar
        filters={filters}
        accountName={rows?.find((event) => event.appId === state.account)?.accountName ?? null}
        end={data ? t(data.totalCapped ? "countedCapped" : "counted", { total: data.total }) : null}
      />
      <DataTable
        label={t("title")}
        rows={rows}
        rowId={rowId}
        columns={columns}
        compact={compact}
        onOpen={(event) => open(event.id)}
        openId={state.event}
        error={query.error}
        onRetry={() => void query.refetch()}
        stale={query.isPlaceholderData}
        skeletonRows={16}
        empty={
          filters.filtered ? (
            <EmptyState
              title={t("empty.filteredTitle")}
              action={<Button onClick={filters.clear}>{t("empty.clear")}</Button>}
            >
              {t("empty.filteredText")}
            </EmptyState>
          ) : (
            <EmptyState
              title={t("empty.title")}
              action={<ButtonLink href="/settings">{t("empty.addresses")}</ButtonLink>}
            >
              {t("empty.text")}
            </EmptyState>
          )
        }
      />
      <Pager {...list.pager(data)}>{t("sorted")}</Pager>
      <EventPanel event={opened} filters={filters} />
    </Page>
  );
}

const rowId = (event: CallbackEvent) => event.id;

/** The opened event; it stays open when newer ones push it off the page. */
function useOpened(rows: readonly CallbackEvent[] | undefined, id: string | null): CallbackEvent | undefined {
  const [kept, setKept] = useState<CallbackEvent>();
  const found = rows?.find((event) => event.id === id);
  if (found && found !== kept) setKept(found);
  return found ?? (kept && kept.id === id ? kept : undefined);
}

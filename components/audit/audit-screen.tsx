"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import { Fragment } from "react";
import { api } from "#components/shell/api.ts";
import { Page } from "#components/shell/page.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { AuditEntry } from "#lib/audit/contract.ts";
import { AuditFilterBar } from "./audit-filter-bar.tsx";
import { AuditRow } from "./audit-row.tsx";
import { useAuditFilters } from "./use-audit-filters.ts";

const head =
  "sticky top-0 z-10 h-8 border-line border-b bg-surface px-2 text-left font-normal text-ink-2 text-meta last:pr-6";

/** Who did what, newest first, by day. */
export function AuditScreen() {
  const t = useTranslations("audit");
  const format = useFormatter();
  const filters = useAuditFilters();
  const query = useQuery(
    api.audit.list.queryOptions({ input: filters.input, placeholderData: keepPreviousData, refetchInterval: 10_000 }),
  );
  const data = query.data;
  const first = data?.items[0]?.sequence ?? 0;
  const last = data?.items.at(-1)?.sequence ?? 0;
  return (
    <Page title={t("title")}>
      <AuditFilterBar filters={filters} />
      {query.error && !data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : data && data.items.length === 0 ? (
        <EmptyState
          title={filters.filtered ? t("empty.filteredTitle") : t("empty.title")}
          action={filters.filtered ? <Button onClick={filters.clear}>{t("empty.clear")}</Button> : null}
        >
          {filters.filtered ? t("empty.filteredText") : t("empty.text")}
        </EmptyState>
      ) : (
        <Ledger
          entries={data?.items}
          stale={query.isPlaceholderData}
          opened={filters.state.entry}
          onOpen={filters.open}
        />
      )}
      <Pager
        onNewer={data?.previousCursor ? () => filters.go(data.previousCursor, "previous") : undefined}
        onOlder={data?.nextCursor ? () => filters.go(data.nextCursor, "next") : undefined}
      >
        {data && data.items.length > 0
          ? t("range", {
              from: format.number(last),
              to: format.number(first),
              total: data.totalCapped ? t("capped", { count: data.total }) : format.number(data.total),
            })
          : null}
      </Pager>
    </Page>
  );
}

interface LedgerProps {
  entries: readonly AuditEntry[] | undefined;
  stale: boolean;
  opened: number | null;
  onOpen: (sequence: number | null) => void;
}

function Ledger({ entries, stale, opened, onOpen }: LedgerProps) {
  const t = useTranslations("audit");
  const format = useFormatter();
  const zone = useTimeZone();
  const day = (at: number) => format.dateTime(at, { weekday: "long", month: "short", day: "numeric" });
  const offset = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" })
    .formatToParts(entries?.[0]?.at ?? 0)
    .find((part) => part.type === "timeZoneName")?.value;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section aria-label={t("title")} tabIndex={0} className="min-h-0 flex-1 overflow-auto -outline-offset-2">
      <table
        aria-busy={!entries || stale}
        className={cn("w-full border-separate border-spacing-0 max-desk:block", stale && "opacity-60")}
      >
        <caption className="sr-only">{t("title")}</caption>
        <thead className="max-desk:sr-only">
          <tr>
            <th scope="col" className={cn(head, "pl-6 text-right")}>
              {offset?.replace("GMT", "UTC")}
            </th>
            <th scope="col" className={cn(head, "border-l-3 border-l-fill-bronze/70 border-double pl-4")}>
              {t("columns.person")}
            </th>
            <th scope="col" className={head}>
              {t("columns.verb")}
            </th>
            <th scope="col" className={head}>
              {t("columns.object")}
            </th>
            <th scope="col" className={head}>
              {t("columns.detail")}
            </th>
            <th scope="col" className={head}>
              {t("columns.from")}
            </th>
            <th scope="col" className={cn(head, "text-right")}>
              {t("columns.entry")}
            </th>
          </tr>
        </thead>
        <tbody className="max-desk:block">
          {entries ? null : <SkeletonRows />}
          {entries?.map((entry, index) => {
            const before = entries[index - 1];
            const newDay = !before || day(before.at) !== day(entry.at);
            return (
              <Fragment key={entry.sequence}>
                {newDay ? (
                  <tr className="max-desk:block">
                    <td className="border-line-2 border-b max-desk:hidden" />
                    <th
                      scope="rowgroup"
                      colSpan={6}
                      className="border-line-2 border-b border-l-3 border-l-fill-bronze/70 border-double px-4 py-2 text-left font-semibold max-desk:block max-desk:border-l-0"
                    >
                      <span suppressHydrationWarning>{day(entry.at)}</span>
                    </th>
                  </tr>
                ) : null}
                <AuditRow
                  entry={entry}
                  open={opened === entry.sequence}
                  onToggle={() => onOpen(opened === entry.sequence ? null : entry.sequence)}
                />
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function SkeletonRows() {
  return Array.from({ length: 14 }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: placeholders are all alike
    <tr key={index}>
      <td className="h-9 border-line-2 border-b px-2 pl-6">
        <Skeleton className="ml-auto w-14" />
      </td>
      <td
        colSpan={6}
        className="h-9 border-line-2 border-b border-l-3 border-l-fill-bronze/70 border-double px-4 max-desk:border-l-0"
      >
        <Skeleton className="w-2/3" />
      </td>
    </tr>
  ));
}

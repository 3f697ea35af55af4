"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useEffect, useMemo, useState } from "react";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { Page } from "#components/shell/page.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Pager } from "#components/ui/pager.tsx";
import type { AccountRow } from "#lib/accounts/contract.ts";
import { AccountBulkBar } from "./account-bulk-bar.tsx";
import { accountHref, useAccountColumns, useCompactAccount } from "./account-columns.tsx";
import { AccountFilterBar } from "./account-filter-bar.tsx";
import { AccountTabs, type AccountView } from "./account-tabs.tsx";
import { ImportLine } from "./import-line.tsx";
import { UnclaimedList } from "./unclaimed-list.tsx";
import { type AccountFilters, useAccountFilters } from "./use-account-filters.ts";

/** Every merchant account, or the grants that wait to be claimed. */
export function AccountsScreen() {
  const t = useTranslations("accounts");
  const [tab] = useQueryState("tab", parseAsStringLiteral(["unclaimed"] as const));
  const filters = useAccountFilters();
  const mayInvite = useMay("invitations.create");
  return (
    <Page title={t("title")}>
      <AccountTabs
        current={tab ?? viewOf(filters)}
        actions={
          mayInvite ? (
            <ButtonLink href="/invitations/new" icon={<Plus aria-hidden="true" />} className="max-sm:hidden">
              {t("newInvitation")}
            </ButtonLink>
          ) : null
        }
      />
      {tab === "unclaimed" ? <UnclaimedList /> : <AccountList filters={filters} />}
    </Page>
  );
}

function AccountList({ filters }: { filters: AccountFilters }) {
  const t = useTranslations("accounts");
  const columns = useAccountColumns();
  const compact = useCompactAccount();
  const mayInvite = useMay("invitations.create");
  const [density, setDensity] = useQueryState("rows", parseAsStringLiteral(["compact"] as const));
  const { list, input } = filters;
  const query = useQuery(
    api.accounts.list.queryOptions({ input, placeholderData: keepPreviousData, refetchInterval: 10_000 }),
  );
  const rows = query.data?.items;
  const selection = useSelection(rows);
  const filtered = filters.active > 0 || filters.filter.q !== "";

  return (
    <>
      <AccountFilterBar
        filters={filters}
        matches={query.data}
        dense={density === "compact"}
        onDense={(dense) => void setDensity(dense ? "compact" : null)}
      />
      <ImportLine />
      <DataTable
        label={t("table")}
        rows={rows}
        rowId={rowId}
        rowLabel={rowName}
        columns={columns}
        compact={compact}
        rowHref={accountHref}
        sort={list.sort}
        onSort={(sort) => void list.setSort({ by: sort.by === "name" ? "name" : "authorized", order: sort.order })}
        selected={selection.ids}
        onSelect={selection.set}
        error={query.error}
        onRetry={() => void query.refetch()}
        stale={query.isPlaceholderData}
        dense={density === "compact"}
        skeletonRows={16}
        empty={
          filtered ? (
            <EmptyState
              title={t("empty.filteredTitle")}
              action={<Button onClick={filters.clear}>{t("empty.clear")}</Button>}
            >
              {t("empty.filteredText")}
            </EmptyState>
          ) : (
            <EmptyState
              title={t("empty.title")}
              action={
                mayInvite ? (
                  <ButtonLink look="primary" href="/invitations/new" icon={<Plus aria-hidden="true" />}>
                    {t("newInvitation")}
                  </ButtonLink>
                ) : null
              }
            >
              {t("empty.text")}
            </EmptyState>
          )
        }
      />
      <AccountBulkBar
        selected={selection.ids}
        notDeployable={selection.notDeployable}
        onClear={() => selection.set(new Set())}
      />
      <Pager {...list.pager(query.data)}>{t(`sorted.${list.sort.by}-${list.sort.order}`)}</Pager>
    </>
  );
}

const rowId = (row: AccountRow) => row.appId;
const rowName = (row: AccountRow) => row.name;

/** Chosen AppIDs; they stay chosen over pages and filters, so their kinds are kept too. */
function useSelection(rows: readonly AccountRow[] | undefined) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [seen, setSeen] = useState<ReadonlyMap<string, AccountRow["kind"]>>(new Map());
  useEffect(() => {
    if (!rows) return;
    setSeen((before) => {
      const fresh = rows.filter((row) => before.get(row.appId) !== row.kind);
      if (fresh.length === 0) return before;
      return new Map([...before, ...fresh.map((row) => [row.appId, row.kind] as const)]);
    });
  }, [rows]);
  const notDeployable = useMemo(
    () => new Set([...ids].filter((id) => seen.has(id) && seen.get(id) !== "mini_program")),
    [ids, seen],
  );
  return { ids, set: setIds, notDeployable };
}

function viewOf({ filter, active }: AccountFilters): AccountView | null {
  if (active === 0) return "all";
  if (active > 1) return null;
  if (filter.within === 7) return "week";
  if (filter.missing === 0) return "missing";
  if (filter.binding === "unbound" || filter.binding === "unknown") return filter.binding;
  return filter.state === "revoked" ? "revoked" : null;
}

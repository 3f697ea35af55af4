"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { Page } from "#components/shell/page.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-chip.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { QueryTabs, useQueryTab } from "#components/ui/tabs.tsx";
import { useListAddress } from "#components/ui/use-list-address.ts";
import type { Invitation } from "#lib/authorization/contract.ts";
import { invitationHref, useCompactInvitation, useInvitationColumns } from "./invitation-columns.tsx";
import { invitationTabs, inviteeOf } from "./words.ts";

/** Every invitation, the open ones first in sight. */
export function InvitationsScreen() {
  const t = useTranslations("invitations");
  const mayCreate = useMay("invitations.create");
  const tab = useQueryTab(invitationTabs);
  const [search, setSearch] = useQueryState("q", parseAsString.withDefault(""));
  const list = useListAddress(["created"], { by: "created", order: "desc" });
  const columns = useInvitationColumns();
  const compact = useCompactInvitation();
  const query = useQuery(
    api.invitations.list.queryOptions({
      input: {
        ...list.page,
        limit: 50,
        ...(tab === "all" ? {} : { state: tab }),
        ...(search ? { search: search.slice(0, 64) } : {}),
      },
      placeholderData: keepPreviousData,
      refetchInterval: 5_000,
    }),
  );
  const rows = query.data?.items;
  const find = (q: string) => {
    void setSearch(q || null);
    void list.restart();
  };
  const newButton = (look: "primary" | "secondary") => (
    <ButtonLink look={look} href="/invitations/new" icon={<Plus aria-hidden="true" />}>
      {t("new")}
    </ButtonLink>
  );
  const nothing = rows?.length === 0 && !search && tab !== "ended" && tab !== "authorized";

  return (
    <Page title={t("title")}>
      <QueryTabs
        label={t("tabs.label")}
        items={invitationTabs.map((value) => ({ value, label: t(`tabs.${value}`) }))}
        actions={mayCreate && !nothing ? newButton("primary") : null}
      />
      <FilterBar
        end={
          query.data ? (
            <span aria-live="polite">
              {query.data.totalCapped
                ? t("countedCapped", { total: query.data.total })
                : t("counted", { total: query.data.total })}
            </span>
          ) : null
        }
      >
        <SearchField label={t("search.label")} placeholder={t("search.placeholder")} value={search} onChange={find} />
      </FilterBar>
      <DataTable
        label={t("table")}
        rows={rows}
        rowId={(invitation: Invitation) => invitation.id}
        rowLabel={inviteeOf}
        columns={columns}
        compact={compact}
        rowHref={invitationHref}
        error={query.error}
        onRetry={() => void query.refetch()}
        stale={query.isPlaceholderData}
        empty={
          nothing ? (
            <EmptyState title={t("empty.title")} action={mayCreate ? newButton("primary") : null}>
              {t("empty.text")}
            </EmptyState>
          ) : (
            <EmptyState
              title={t("empty.filteredTitle")}
              action={search ? <Button onClick={() => find("")}>{t("empty.clear")}</Button> : null}
            >
              {t("empty.filteredText")}
            </EmptyState>
          )
        }
      />
      <Pager {...list.pager(query.data)} />
    </Page>
  );
}

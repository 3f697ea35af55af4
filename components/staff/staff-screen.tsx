"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { SettingsPage } from "#components/settings/settings-page.tsx";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar, FilterChip } from "#components/ui/filter-chip.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { useCompactStaff, useStaffColumns } from "./staff-columns.tsx";
import { StaffDialogs } from "./staff-dialogs.tsx";
import { rowMatches, type StaffRow, staffRows } from "./staff-rows.ts";
import { useStaffAddress } from "./use-staff-address.ts";
import { roles } from "./words.ts";

/** Who works here and as what, and who was invited. */
export function StaffScreen() {
  const t = useTranslations("staff.list");
  const roleName = useTranslations("staff.roles");
  const mayManage = useMay("staff.manage");
  const address = useStaffAddress();
  const { q, role } = address.state;
  const query = useQuery(api.staff.list.queryOptions({ refetchInterval: 15_000 }));
  const columns = useStaffColumns(mayManage);
  const compact = useCompactStaff(mayManage);
  const all = useMemo(() => (query.data ? staffRows(query.data) : undefined), [query.data]);
  const rows = useMemo(() => all?.filter((row) => rowMatches(row, q, role)), [all, q, role]);
  return (
    <SettingsPage
      tab="staff"
      actions={
        mayManage ? (
          <Button look="primary" icon={<Plus aria-hidden="true" />} onClick={() => address.open({ dialog: "invite" })}>
            {t("invite")}
          </Button>
        ) : null
      }
    >
      <FilterBar end={query.data ? t("counted", { count: query.data.members.length }) : null}>
        <SearchField
          label={t("search")}
          placeholder={t("searchPlaceholder")}
          value={q}
          onChange={(text) => address.find({ q: text })}
        />
        <FilterChip
          label={t("columns.role")}
          value={role}
          options={roles.map((one) => ({ value: one, label: roleName(one) }))}
          onChange={(value) => address.find({ role: roles.find((one) => one === value) ?? null })}
        />
      </FilterBar>
      <DataTable
        label={t("table")}
        rows={rows}
        rowId={rowId}
        columns={columns}
        compact={compact}
        error={query.error}
        onRetry={() => void query.refetch()}
        skeletonRows={4}
        empty={
          <EmptyState title={t("emptyTitle")} action={<Button onClick={address.clear}>{t("clear")}</Button>}>
            {t("emptyText")}
          </EmptyState>
        }
      />
      {mayManage && all ? <StaffDialogs rows={all} address={address} /> : null}
    </SettingsPage>
  );
}

const rowId = (row: StaffRow) => row.id;

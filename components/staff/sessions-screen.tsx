"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { useCallback } from "react";
import { SettingsPage } from "#components/settings/settings-page.tsx";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-chip.tsx";
import { ChangePasswordDialog } from "./change-password-dialog.tsx";
import { EndSession } from "./end-session.tsx";
import { type Session, useCompactSession, useSessionColumns } from "./session-columns.tsx";

/** Where one is signed in; administrators see everybody's. The own password is changed here too. */
export function SessionsScreen() {
  const t = useTranslations("staff.sessions");
  const everybody = useMay("staff.manage");
  const [ending, setEnding] = useQueryState("end", parseAsString.withOptions({ history: "push" }));
  const [dialog, setDialog] = useQueryState("dialog", dialogs.withOptions({ history: "push" }));
  const end = useCallback((id: string) => void setEnding(id), [setEnding]);
  const query = useQuery(api.staff.sessions.queryOptions({ refetchInterval: 15_000 }));
  const columns = useSessionColumns(end, everybody);
  const compact = useCompactSession(end, everybody);
  const session = query.data?.find((one) => one.id === ending && !one.current);
  return (
    <SettingsPage
      tab="sessions"
      actions={<Button onClick={() => void setDialog("password")}>{t("changePassword")}</Button>}
    >
      <FilterBar end={query.data ? t("counted", { count: query.data.length }) : null}>
        <p className="text-ink-2">{t(everybody ? "everybody" : "own")}</p>
      </FilterBar>
      <DataTable
        label={t("table")}
        rows={query.data}
        rowId={rowId}
        columns={columns}
        compact={compact}
        error={query.error}
        onRetry={() => void query.refetch()}
        skeletonRows={3}
        empty={<EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>}
      />
      {session ? <EndSession session={session} onClose={() => void setEnding(null, { history: "replace" })} /> : null}
      {dialog === "password" ? (
        <ChangePasswordDialog onClose={() => void setDialog(null, { history: "replace" })} />
      ) : null}
    </SettingsPage>
  );
}

const dialogs = parseAsStringLiteral(["password"] as const);
const rowId = (session: Session) => session.id;

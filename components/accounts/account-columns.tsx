"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { BindingWord } from "#components/binding/binding-state.tsx";
import { AccountLogo } from "#components/ui/account-logo.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import type { CompactRow, TableColumn } from "#components/ui/data-table.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { State } from "#components/ui/state-glyph.tsx";
import type { AccountRow } from "#lib/accounts/contract.ts";
import { MissingSets, PermissionCount } from "./permission-count.tsx";
import { ReviewWord } from "./review-word.tsx";

/** Where a row leads. */
export function accountHref(row: { appId: string }): string {
  return `/accounts/${row.appId}`;
}

function NameCell({ row }: { row: AccountRow }) {
  const t = useTranslations("accounts");
  return (
    <span className="flex min-w-0 items-center gap-2">
      <AccountLogo name={row.name} seed={row.appId} src={row.logoUrl} />
      <Link
        href={accountHref(row)}
        prefetch={false}
        className="min-w-0 truncate font-medium hover:underline hover:decoration-edge-hi hover:underline-offset-2"
      >
        {row.name}
      </Link>
      {row.state === "revoked" ? (
        <State kind="cancelled" className="text-ink-2 text-meta">
          {t("grantState.revoked")}
        </State>
      ) : null}
      {row.detailed ? null : <span className="truncate text-ink-3 text-meta">{t("notDetailed")}</span>}
    </span>
  );
}

/** The table's columns, in the order of looking. */
export function useAccountColumns(): TableColumn<AccountRow>[] {
  const t = useTranslations("accounts");
  return useMemo(
    () => [
      {
        id: "name",
        header: t("columns.name"),
        sortable: true,
        className: "max-w-56",
        cell: (row) => <NameCell row={row} />,
      },
      { id: "kind", header: t("columns.kind"), className: "text-ink-2", cell: (row) => t(`kind.${row.kind}`) },
      {
        id: "principal",
        header: t("columns.principal"),
        className: "max-w-44 truncate text-ink-2",
        cell: (row) => <span title={row.principal}>{row.principal || t("none")}</span>,
      },
      { id: "appId", header: t("columns.appId"), cell: (row) => <Copyable text={row.appId} /> },
      {
        id: "reference",
        header: t("columns.reference"),
        wideOnly: true,
        className: "max-w-28 truncate text-ink-2",
        cell: (row) => row.merchantReference ?? <span className="text-ink-3">{t("none")}</span>,
      },
      { id: "permissions", header: t("columns.permissions"), cell: (row) => <PermissionCount row={row} /> },
      { id: "unionId", header: t("columns.unionId"), cell: (row) => <BindingWord state={row.binding} /> },
      {
        id: "live",
        header: t("columns.live"),
        className: "figures",
        cell: (row) => row.liveVersion ?? <span className="text-ink-3">{t("none")}</span>,
      },
      { id: "review", header: t("columns.review"), cell: (row) => <ReviewWord review={row.review} /> },
      {
        id: "authorized",
        header: t("columns.authorized"),
        sortable: true,
        align: "end",
        className: "text-ink-2",
        cell: (row) => <RelativeTime at={row.authorizedAt} />,
      },
    ],
    [t],
  );
}

/** The same row as two lines, for a phone. */
export function useCompactAccount(): (row: AccountRow) => CompactRow {
  const t = useTranslations("accounts");
  return (row) => ({
    logo: <AccountLogo name={row.name} seed={row.appId} src={row.logoUrl} size={32} />,
    title: row.name,
    end:
      row.state === "revoked" ? (
        <State kind="cancelled" reversed>
          {t("grantState.revoked")}
        </State>
      ) : (
        <BindingWord state={row.binding} reversed />
      ),
    meta: [
      row.kind !== "mini_program"
        ? t(`kind.${row.kind}`)
        : row.liveVersion
          ? t("live", { version: row.liveVersion })
          : t("neverReleased"),
      row.review ? <ReviewWord key="review" review={row.review} /> : null,
      row.missingPermissionSets.length > 0 ? <MissingSets key="missing" row={row} /> : null,
    ],
    metaEnd: <RelativeTime at={row.authorizedAt} />,
  });
}

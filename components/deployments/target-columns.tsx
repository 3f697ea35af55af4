"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { AccountLogo } from "#components/ui/account-logo.tsx";
import { cn } from "#components/ui/cn.ts";
import { Copyable } from "#components/ui/copyable.tsx";
import type { CompactRow, TableColumn } from "#components/ui/data-table.tsx";
import type { Target } from "#lib/deployments/contract.ts";
import { TargetActions, TargetMenu } from "./target-actions.tsx";
import { codesOf, isStopped, TargetSince, TargetWord, useTargetLine } from "./target-words.tsx";

function Line({ target, version }: { target: Target; version: string }) {
  const lineOf = useTargetLine();
  const line = lineOf(target, { version });
  return (
    <span title={line} className={cn("block truncate", isStopped(target) ? "text-ink" : "text-ink-2")}>
      {line}
    </span>
  );
}

export function useTargetColumns(version: string): TableColumn<Target>[] {
  const t = useTranslations("deployments");
  return useMemo(
    () => [
      {
        id: "account",
        header: t("columns.account"),
        className: "max-w-56",
        cell: (row) => (
          <span className="flex min-w-0 items-center gap-2">
            <AccountLogo name={row.accountName} seed={row.appId} src={row.logoUrl} />
            <Link
              href={`/accounts/${row.appId}`}
              prefetch={false}
              className="min-w-0 truncate font-medium hover:underline hover:decoration-edge-hi hover:underline-offset-2"
            >
              {row.accountName}
            </Link>
          </span>
        ),
      },
      { id: "appId", header: t("columns.appId"), wideOnly: true, cell: (row) => <Copyable text={row.appId} /> },
      { id: "state", header: t("columns.state"), cell: (row) => <TargetWord target={row} /> },
      {
        id: "since",
        header: t("columns.since"),
        className: "text-ink-2",
        cell: (row) => <TargetSince target={row} />,
      },
      {
        id: "why",
        header: t("columns.why"),
        width: "42%",
        className: "max-w-0 min-w-40",
        cell: (row) => <Line target={row} version={version} />,
      },
      {
        id: "codes",
        header: t("columns.codes"),
        className: "max-w-56",
        cell: (row) => (codesOf(row) ? <Copyable text={codesOf(row)} marked /> : null),
      },
      {
        id: "actions",
        header: <span className="sr-only">{t("columns.actions")}</span>,
        align: "end",
        cell: (row) => <TargetActions target={row} />,
      },
    ],
    [t, version],
  );
}

/** The same row as two lines, for a phone. */
export function useCompactTarget(version: string): (row: Target) => CompactRow {
  const lineOf = useTargetLine();
  return (row) => ({
    logo: <AccountLogo name={row.accountName} seed={row.appId} src={row.logoUrl} size={32} />,
    title: row.accountName,
    end: (
      <span className="flex items-center gap-1">
        <TargetWord target={row} reversed />
        <span className="relative z-10 -mr-2">
          <TargetMenu target={row} />
        </span>
      </span>
    ),
    meta: [lineOf(row, { version })],
    metaEnd: <TargetSince target={row} />,
  });
}

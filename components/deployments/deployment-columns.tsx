"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { CompactRow, TableColumn } from "#components/ui/data-table.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { SegmentedBar } from "#components/ui/segmented-bar.tsx";
import { State } from "#components/ui/state-glyph.tsx";
import type { Deployment } from "#lib/deployments/contract.ts";
import { deploymentHref, doneOf, glyphOf, segmentsOf, troubledOf } from "./words.ts";

/** How the deployment stands, in a word. */
export function DeploymentWord({ deployment, reversed = false }: { deployment: Deployment; reversed?: boolean }) {
  const t = useTranslations("deployments.state");
  return (
    <State kind={glyphOf(deployment)} reversed={reversed}>
      {t(deployment.state)}
    </State>
  );
}

/** Done of all, and what went wrong. */
function Progressed({ deployment }: { deployment: Deployment }) {
  const t = useTranslations("deployments");
  const format = useFormatter();
  const troubled = troubledOf(deployment.counts);
  return (
    <span className="figures">
      {format.number(doneOf(deployment))}
      <span className="text-ink-2"> / {format.number(deployment.total)}</span>
      {troubled > 0 ? (
        <span className="ml-3 font-medium text-cinnabar">{t("troubled", { count: troubled })}</span>
      ) : null}
    </span>
  );
}

export function useDeploymentColumns(): TableColumn<Deployment>[] {
  const t = useTranslations("deployments");
  return useMemo(
    () => [
      {
        id: "number",
        header: t("columns.number"),
        className: "figures",
        cell: (row) => (
          <Link
            href={deploymentHref(row)}
            prefetch={false}
            className="font-medium hover:underline hover:decoration-edge-hi hover:underline-offset-2"
          >
            {t("numbered", { number: row.number })}
          </Link>
        ),
      },
      {
        id: "template",
        header: t("columns.template"),
        className: "max-w-72 truncate",
        cell: (row) => (
          <span title={row.description || undefined}>
            {row.version}
            {row.description ? <span className="ml-2 text-ink-2">{row.description}</span> : null}
          </span>
        ),
      },
      { id: "goal", header: t("columns.goal"), className: "text-ink-2", cell: (row) => t(`goal.${row.goal}`) },
      { id: "state", header: t("columns.state"), cell: (row) => <DeploymentWord deployment={row} /> },
      {
        id: "progress",
        header: t("columns.progress"),
        width: "24%",
        cell: (row) => (
          <SegmentedBar
            size="small"
            className="min-w-32"
            label={t("bar", { number: row.number })}
            segments={segmentsOf(row, (state) => t(`targetState.${state}`))}
          />
        ),
      },
      { id: "done", header: t("columns.done"), cell: (row) => <Progressed deployment={row} /> },
      {
        id: "by",
        header: t("columns.by"),
        wideOnly: true,
        className: "max-w-32 truncate text-ink-2",
        cell: (row) => row.createdBy,
      },
      {
        id: "created",
        header: t("columns.created"),
        align: "end",
        className: "text-ink-2",
        cell: (row) => <RelativeTime at={row.createdAt} />,
      },
    ],
    [t],
  );
}

/** The same row as two lines, for a phone. */
export function useCompactDeployment(): (row: Deployment) => CompactRow {
  const t = useTranslations("deployments");
  return (row) => ({
    title: `${t("numbered", { number: row.number })} ${row.version}`,
    end: <DeploymentWord deployment={row} reversed />,
    meta: [t(`goal.${row.goal}`), <Progressed key="done" deployment={row} />],
    metaEnd: <RelativeTime at={row.createdAt} />,
  });
}

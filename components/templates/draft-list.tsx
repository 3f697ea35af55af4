"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { createContext, useContext, useMemo } from "react";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import { type CompactRow, DataTable, type TableColumn } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { Draft } from "#lib/templates/contract.ts";
import { Capacity } from "./capacity.tsx";
import { SourceName } from "./source-name.tsx";
import { TemplateFilterBar } from "./template-filter-bar.tsx";
import { NothingFound } from "./template-list.tsx";
import { useAddTemplate } from "./use-add-template.ts";
import type { TemplateFilters } from "./use-template-filters.ts";

/** What the development Mini Programs uploaded; the library takes it from here. */
export function DraftList({ filters }: { filters: TemplateFilters }) {
  const t = useTranslations("templates");
  const query = useQuery(api.templates.drafts.queryOptions({ input: filters.input, refetchInterval: 30_000 }));
  const library = useQuery(api.templates.list.queryOptions({ input: filters.input })).data;
  const full = library !== undefined && library.items.length >= library.capacity;
  const add = useAddTemplate(filters);
  const rows = useMemo(() => query.data?.filter(filters.matches), [query.data, filters.matches]);
  const columns = useDraftColumns();
  return (
    <Adding value={{ add, full }}>
      <TemplateFilterBar
        filters={filters}
        end={library ? <Capacity used={library.items.length} limit={library.capacity} /> : null}
      />
      <DataTable
        label={t("draftTable")}
        rows={rows}
        rowId={rowId}
        columns={columns}
        compact={(draft): CompactRow => ({
          title: draft.version,
          end: <AddButton draft={draft} />,
          meta: [draft.description, draft.sourceName],
          metaEnd: <RelativeTime at={draft.createdAt} />,
        })}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={
          filters.q ? (
            <NothingFound filters={filters} />
          ) : (
            <EmptyState title={t("empty.drafts")}>{t("empty.draftsText")}</EmptyState>
          )
        }
      />
    </Adding>
  );
}

/** By context, so that the columns stay the same ones: new ones would draw every cell anew and lose the focus. */
const Adding = createContext<{ add: ReturnType<typeof useAddTemplate>; full: boolean } | null>(null);

const rowId = (row: Draft) => row.draftId;

function AddButton({ draft }: { draft: Draft }) {
  const t = useTranslations("templates");
  const context = useContext(Adding);
  const mayAdd = useMay("templates.add");
  if (!mayAdd || !context) return null;
  const { add, full } = context;
  const adding = add.isPending && add.variables?.draftId === draft.draftId;
  return (
    <Button
      size="small"
      icon={<Plus aria-hidden="true" />}
      loading={adding}
      disabled={full || (add.isPending && !adding)}
      title={full ? t("capacity.fullHint") : undefined}
      onClick={() => add.start(draft)}
    >
      {t("add.button")}
    </Button>
  );
}

function useDraftColumns(): TableColumn<Draft>[] {
  const t = useTranslations("templates");
  return useMemo(
    () => [
      { id: "version", header: t("columns.version"), className: "figures font-medium", cell: (row) => row.version },
      {
        id: "description",
        header: t("columns.description"),
        className: "max-w-80 truncate",
        cell: (row) => <span title={row.description}>{row.description || <span className="text-ink-3">–</span>}</span>,
      },
      { id: "id", header: t("columns.draftId"), className: "mono text-ink-2", cell: (row) => row.draftId },
      { id: "source", header: t("columns.source"), className: "max-w-72", cell: (row) => <SourceName item={row} /> },
      {
        id: "developer",
        header: t("columns.developer"),
        wideOnly: true,
        className: "max-w-36 truncate text-ink-2",
        cell: (row) => row.developer,
      },
      {
        id: "created",
        header: t("columns.uploaded"),
        align: "end",
        className: "text-ink-2",
        cell: (row) => <RelativeTime at={row.createdAt} />,
      },
      {
        id: "actions",
        header: <span className="sr-only">{t("columns.actions")}</span>,
        align: "end",
        cell: (row) => <AddButton draft={row} />,
      },
    ],
    [t],
  );
}

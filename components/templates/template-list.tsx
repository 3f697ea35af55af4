"use client";

import { useQuery } from "@tanstack/react-query";
import { Ellipsis, Trash2, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { type CompactRow, DataTable, type TableColumn } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { Template } from "#lib/templates/contract.ts";
import { Capacity } from "./capacity.tsx";
import { DeleteTemplate } from "./delete-template.tsx";
import { SourceName } from "./source-name.tsx";
import { TemplateFilterBar } from "./template-filter-bar.tsx";
import type { TemplateFilters } from "./use-template-filters.ts";

/** The library: what may be deployed. */
export function TemplateList({ filters }: { filters: TemplateFilters }) {
  const t = useTranslations("templates");
  const [deleting, setDeleting] = useQueryState("delete", parseAsString);
  const mayDelete = useMay("templates.delete");
  const query = useQuery(api.templates.list.queryOptions({ input: filters.input, refetchInterval: 30_000 }));
  const columns = useTemplateColumns(filters.platform, setDeleting);
  const compact = useCompactTemplate(filters.platform, setDeleting);
  const rows = useMemo(() => query.data?.items.filter(filters.matches), [query.data, filters.matches]);
  const target = query.data?.items.find((one) => one.templateId === deleting);
  return (
    <>
      <TemplateFilterBar
        filters={filters}
        end={query.data ? <Capacity used={query.data.items.length} limit={query.data.capacity} /> : null}
      />
      <DataTable
        label={t("table")}
        rows={rows}
        rowId={rowId}
        columns={columns}
        compact={compact}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={
          filters.q ? (
            <NothingFound filters={filters} />
          ) : (
            <EmptyState
              title={t("empty.library")}
              action={<ButtonLink href="/templates?tab=drafts">{t("empty.toDrafts")}</ButtonLink>}
            >
              {t("empty.libraryText")}
            </EmptyState>
          )
        }
      />
      {target && mayDelete ? (
        <DeleteTemplate template={target} platform={filters.platform} onClose={() => void setDeleting(null)} />
      ) : null}
    </>
  );
}

const rowId = (row: Template) => row.templateId;

export function NothingFound({ filters }: { filters: TemplateFilters }) {
  const t = useTranslations("templates.empty");
  return (
    <EmptyState title={t("filtered")} action={<Button onClick={() => filters.set({ q: null })}>{t("clear")}</Button>}>
      {t("filteredText")}
    </EmptyState>
  );
}

function deployHref(template: Template, platform: string | null): string {
  return `/deployments/new?template=${template.templateId}${platform ? `&platform=${platform}` : ""}`;
}

interface ActionsProps {
  template: Template;
  platform: string | null;
  onDelete: (templateId: string) => unknown;
}

function TemplateActions({ template, platform, onDelete }: ActionsProps) {
  const t = useTranslations("templates");
  const mayDeploy = useMay("deployments.create");
  const mayDelete = useMay("templates.delete");
  return (
    <span className="inline-flex items-center justify-end gap-1">
      {mayDeploy ? (
        <ButtonLink look="link" size="small" href={deployHref(template, platform)}>
          {t("deploy")}
        </ButtonLink>
      ) : null}
      {mayDelete ? (
        <Menu
          trigger={<IconButton size="small" label={t("moreOf", { version: template.version })} icon={<Ellipsis />} />}
        >
          {mayDeploy ? (
            <MenuItem icon={<Upload aria-hidden="true" />} href={deployHref(template, platform)}>
              {t("deploy")}
            </MenuItem>
          ) : null}
          <MenuItem irreversible icon={<Trash2 aria-hidden="true" />} onSelect={() => onDelete(template.templateId)}>
            {t("delete.menu")}
          </MenuItem>
        </Menu>
      ) : null}
    </span>
  );
}

function useTemplateColumns(platform: string | null, onDelete: ActionsProps["onDelete"]): TableColumn<Template>[] {
  const t = useTranslations("templates");
  return useMemo(
    () => [
      {
        id: "version",
        header: t("columns.version"),
        className: "figures font-medium",
        cell: (row) => row.version,
      },
      {
        id: "description",
        header: t("columns.description"),
        className: "max-w-80 truncate",
        cell: (row) => <span title={row.description}>{row.description || <span className="text-ink-3">–</span>}</span>,
      },
      { id: "id", header: t("columns.id"), className: "mono text-ink-2", cell: (row) => row.templateId },
      { id: "source", header: t("columns.source"), className: "max-w-72", cell: (row) => <SourceName item={row} /> },
      {
        id: "developer",
        header: t("columns.developer"),
        wideOnly: true,
        className: "max-w-36 truncate text-ink-2",
        cell: (row) => row.developer,
      },
      {
        id: "live",
        header: t("columns.live"),
        align: "end",
        cell: (row) => (row.liveOn > 0 ? t("liveOn", { count: row.liveOn }) : <span className="text-ink-3">–</span>),
      },
      {
        id: "created",
        header: t("columns.created"),
        align: "end",
        className: "text-ink-2",
        cell: (row) => <RelativeTime at={row.createdAt} />,
      },
      {
        id: "actions",
        header: <span className="sr-only">{t("columns.actions")}</span>,
        align: "end",
        cell: (row) => <TemplateActions template={row} platform={platform} onDelete={onDelete} />,
      },
    ],
    [t, platform, onDelete],
  );
}

function useCompactTemplate(
  platform: string | null,
  onDelete: ActionsProps["onDelete"],
): (row: Template) => CompactRow {
  const t = useTranslations("templates");
  return (row) => ({
    title: row.version,
    end: <TemplateActions template={row} platform={platform} onDelete={onDelete} />,
    meta: [row.description, row.liveOn > 0 ? t("liveOn", { count: row.liveOn }) : null],
    metaEnd: <RelativeTime at={row.createdAt} />,
  });
}

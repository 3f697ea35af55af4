"use client";

import {
  type ColumnDef,
  type RowSelectionState,
  rowSelectionFeature,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useRef } from "react";
import { Checkbox } from "./checkbox.tsx";
import { cn } from "./cn.ts";
import { type CompactRow, DataList } from "./data-list.tsx";
import { ErrorState } from "./error-state.tsx";
import { Skeleton } from "./skeleton.tsx";
import type { Sort } from "./use-list-address.ts";
import { useNarrow } from "./use-media-query.ts";
import { useOpenRow, useRowKeys } from "./use-row-keys.ts";

export type { CompactRow } from "./data-list.tsx";

export interface TableColumn<Row> {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Its `id` is then the sort key. */
  sortable?: boolean;
  align?: "start" | "end";
  /** CSS width; the rest is shared out by content. */
  width?: string;
  /** Left out below 1,200 px. */
  wideOnly?: boolean;
  /** On each cell, e.g. "text-ink-2 max-w-48 truncate". */
  className?: string;
}

export interface DataTableProps<Row> {
  /** Names the table. */
  label: string;
  /** Undefined while loading. */
  rows: readonly Row[] | undefined;
  rowId: (row: Row) => string;
  columns: readonly TableColumn<Row>[];
  /** The row as two lines, below 900 px. */
  compact: (row: Row) => CompactRow;
  /** Where Enter or a click on the row leads. Also put a real link in the first column. */
  rowHref?: (row: Row) => string;
  /** Instead of `rowHref`, for what opens in place. */
  onOpen?: (row: Row) => void;
  /** The opened row (side panel). */
  openId?: string | null;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  selected?: ReadonlySet<string>;
  onSelect?: (selected: ReadonlySet<string>) => void;
  /** Names a row's checkbox: its name. */
  rowLabel?: (row: Row) => string;
  error?: unknown;
  onRetry?: () => void;
  /** What stands in place of rows when there are none: an `EmptyState`. */
  empty: ReactNode;
  /** Rows of 28 px instead of 36. */
  dense?: boolean;
  /** Old rows stay, greyed, while a new page loads. */
  stale?: boolean;
  /** How many skeleton rows; 12 unless given. */
  skeletonRows?: number;
}

const features = tableFeatures({ rowSortingFeature, rowSelectionFeature });
const noRows: never[] = [];

/**
 * A full-width table with a sticky head: sorting and selection belong to the caller (URL, state); keys
 * `j k` move, `x` selects, Enter opens. Scrolls in itself, so give it a flex column with a height.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { rows, error, empty, label, onRetry } = props;
  const narrow = useNarrow();
  if (error && !rows) return <ErrorState error={error} onRetry={onRetry} className="flex-1" />;
  if (rows && rows.length === 0) return <div className="min-h-0 flex-1 overflow-y-auto">{empty}</div>;
  if (narrow) return <DataList {...props} label={label} />;
  return <WideTable {...props} />;
}

function WideTable<Row extends object>(props: DataTableProps<Row>) {
  const { rows, rowId, columns, sort, onSort, selected, onSelect, dense = false } = props;
  const t = useTranslations("common");
  const body = useRef<HTMLTableSectionElement>(null);
  const openRow = useOpenRow(props);
  useRowKeys(body, { rows, rowId, selected, onSelect, open: openRow });

  const defs = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, Row> => ({
          id: column.id,
          header: () => column.header,
          cell: (context) => column.cell(context.row.original),
          // The server sorts; the accessor only makes the column sortable in the table's eyes.
          accessorFn: (row) => rowId(row),
          enableSorting: column.sortable ?? false,
          sortDescFirst: false,
        }),
      ),
    [columns, rowId],
  );
  const sorting: SortingState = sort ? [{ id: sort.by, desc: sort.order === "desc" }] : [];
  const rowSelection: RowSelectionState = {};
  for (const id of selected ?? []) rowSelection[id] = true;

  const table = useTable({
    features,
    columns: defs,
    data: rows ?? noRows,
    getRowId: rowId,
    manualSorting: true,
    enableSortingRemoval: false,
    state: { sorting, rowSelection },
    onSortingChange: (updater) => {
      const next = (typeof updater === "function" ? updater(sorting) : updater)[0];
      if (next) onSort?.({ by: next.id, order: next.desc ? "desc" : "asc" });
    },
    onRowSelectionChange: (updater) => {
      const next = typeof updater === "function" ? updater(rowSelection) : updater;
      onSelect?.(new Set(Object.keys(next).filter((id) => next[id])));
    },
  });

  const byId = new Map(columns.map((column) => [column.id, column]));
  const cellHeight = dense ? "h-7" : "h-9";
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section aria-label={props.label} tabIndex={0} className={scrollRegion}>
      <table
        className={cn("w-full border-separate border-spacing-0", props.stale && "opacity-60")}
        aria-busy={!rows || props.stale}
      >
        <caption className="sr-only">{props.label}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {onSelect ? (
                <th scope="col" className={cn(headCell, "w-px pl-6")}>
                  <span className="flex">
                    <Checkbox
                      aria-label={t("selectPage")}
                      checked={table.getIsAllRowsSelected()}
                      indeterminate={table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected()}
                      disabled={!rows}
                      onChange={table.getToggleAllRowsSelectedHandler()}
                    />
                  </span>
                </th>
              ) : null}
              {group.headers.map((header) => {
                const column = byId.get(header.column.id);
                const sorted = header.column.getIsSorted();
                return (
                  <th
                    key={header.id}
                    scope="col"
                    aria-sort={sorted ? (sorted === "desc" ? "descending" : "ascending") : undefined}
                    style={column?.width ? { width: column.width } : undefined}
                    className={cn(
                      headCell,
                      column?.align === "end" && "text-right",
                      column?.wideOnly && "max-wide:hidden",
                    )}
                  >
                    {header.column.getCanSort() && onSort ? (
                      <button
                        type="button"
                        onClick={header.column.getToggleSortingHandler()}
                        className={cn(
                          "inline-flex items-center gap-1 rounded-xs transition-colors hover:text-ink",
                          sorted && "font-medium text-ink",
                        )}
                      >
                        <table.FlexRender header={header} />
                        {sorted === "desc" ? <ArrowDown className="size-3.5" aria-hidden="true" /> : null}
                        {sorted === "asc" ? <ArrowUp className="size-3.5" aria-hidden="true" /> : null}
                      </button>
                    ) : (
                      <table.FlexRender header={header} />
                    )}
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody ref={body}>
          {rows
            ? table.getRowModel().rows.map((row) => {
                const chosen = row.getIsSelected();
                const open = props.openId === row.id;
                return (
                  <tr
                    key={row.id}
                    data-row={row.id}
                    tabIndex={-1}
                    aria-selected={onSelect ? chosen : undefined}
                    onClick={openRow ? (event) => openRow(row.original, event) : undefined}
                    className={cn(
                      "group/row scroll-mt-8 transition-colors focus-visible:outline-2 focus-visible:-outline-offset-2",
                      openRow && "cursor-pointer",
                      chosen || open ? "bg-sel" : "hover:bg-hover",
                    )}
                  >
                    {onSelect ? (
                      <td
                        className={cn(
                          bodyCell,
                          cellHeight,
                          "w-px pl-6",
                          chosen && "shadow-[inset_2px_0_var(--bronze)]",
                        )}
                      >
                        {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: keeps a near miss from opening the row */}
                        <span className="flex" onClick={(event) => event.stopPropagation()}>
                          <Checkbox
                            aria-label={props.rowLabel?.(row.original) ?? row.id}
                            checked={chosen}
                            onChange={row.getToggleSelectedHandler()}
                          />
                        </span>
                      </td>
                    ) : null}
                    {row.getAllCells().map((cell) => {
                      const column = byId.get(cell.column.id);
                      return (
                        <td
                          key={cell.id}
                          className={cn(
                            bodyCell,
                            cellHeight,
                            column?.align === "end" && "figures text-right",
                            column?.wideOnly && "max-wide:hidden",
                            column?.className,
                          )}
                        >
                          <table.FlexRender cell={cell} />
                        </td>
                      );
                    })}
                  </tr>
                );
              })
            : Array.from({ length: props.skeletonRows ?? 12 }, (_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: placeholders are all alike
                <tr key={index}>
                  {onSelect ? (
                    <td className={cn(bodyCell, cellHeight, "pl-6")}>
                      <Skeleton className="size-4" />
                    </td>
                  ) : null}
                  {columns.map((column) => (
                    <td key={column.id} className={cn(bodyCell, cellHeight, column.wideOnly && "max-wide:hidden")}>
                      <Skeleton className={cn("w-2/3", column.align === "end" && "ml-auto")} />
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
      </table>
    </section>
  );
}

// Drawn on the server, where the width is not known: a phone must not see it before its own list.
const scrollRegion = "relative min-h-0 flex-1 overflow-auto -outline-offset-2 max-desk:invisible";
const headCell =
  "sticky top-0 z-20 h-8 border-line border-b bg-surface px-2 text-left font-normal text-ink-2 text-meta whitespace-nowrap first:pl-6 last:pr-6";
const bodyCell = "border-line-2 border-b px-2 whitespace-nowrap first:pl-6 last:pr-6";

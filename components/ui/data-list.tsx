"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Fragment, type ReactNode, useRef } from "react";
import { cn } from "./cn.ts";
import type { DataTableProps } from "./data-table.tsx";
import { Skeleton } from "./skeleton.tsx";
import { useOpenRow, useRowKeys } from "./use-row-keys.ts";

/** A table's row on a phone: two lines, 60 px. */
export interface CompactRow {
  /** 32-px picture at the left; touching it selects. */
  logo?: ReactNode;
  title: ReactNode;
  /** Right of the title: the state, `reversed`. */
  end?: ReactNode;
  /** Second line; parts are joined by a dot. */
  meta?: readonly ReactNode[];
  /** Right of the second line: the time. */
  metaEnd?: ReactNode;
}

/** `DataTable` below 900 px. */
export function DataList<Row extends object>(props: DataTableProps<Row>) {
  const { rows, rowId, compact, rowHref, selected, onSelect } = props;
  const t = useTranslations("common");
  const body = useRef<HTMLUListElement>(null);
  const openRow = useOpenRow(props);
  useRowKeys(body, { rows, rowId, selected, onSelect, open: openRow });

  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect?.(next);
  };
  return (
    <ul
      ref={body}
      aria-label={props.label}
      aria-busy={!rows || props.stale}
      className={cn("min-h-0 flex-1 overflow-y-auto", props.stale && "opacity-60")}
    >
      {rows
        ? rows.map((row) => {
            const id = rowId(row);
            const chosen = selected?.has(id) ?? false;
            const view = compact(row);
            const meta = (view.meta ?? []).filter(
              (part) => part !== null && part !== undefined && part !== false && part !== "",
            );
            return (
              <li
                key={id}
                data-row={id}
                tabIndex={-1}
                className={cn(
                  "relative flex min-h-15 items-center gap-3 border-line-2 border-b px-4 py-2 focus-visible:outline-2 focus-visible:-outline-offset-2",
                  chosen || props.openId === id ? "bg-sel" : "active:bg-hover",
                )}
              >
                {onSelect ? (
                  // biome-ignore lint/a11y/useSemanticElements: the picture is the control; a box would hide it
                  <button
                    type="button"
                    role="checkbox"
                    aria-checked={chosen}
                    aria-label={t("selectRow", { name: props.rowLabel?.(row) ?? id })}
                    onClick={() => toggle(id)}
                    className="relative z-10 -m-1.5 flex size-11 shrink-0 items-center justify-center"
                  >
                    {chosen ? (
                      <span className="flex size-8 items-center justify-center rounded-md bg-bronze text-on-bronze">
                        <Check className="size-4" strokeWidth={2.5} aria-hidden="true" />
                      </span>
                    ) : (
                      (view.logo ?? <span className="size-5 rounded-sm border border-edge-hi" />)
                    )}
                  </button>
                ) : (
                  view.logo
                )}
                <div className="min-w-0 flex-1">
                  <div className="flex items-center justify-between gap-3">
                    <span className="min-w-0 truncate font-medium">
                      {rowHref ? (
                        <Link href={rowHref(row)} className="after:absolute after:inset-0">
                          {view.title}
                        </Link>
                      ) : openRow ? (
                        <button
                          type="button"
                          onClick={(event) => openRow(row, event)}
                          className="after:absolute after:inset-0"
                        >
                          {view.title}
                        </button>
                      ) : (
                        view.title
                      )}
                    </span>
                    {view.end ? <span className="shrink-0">{view.end}</span> : null}
                  </div>
                  <div className="flex items-center justify-between gap-3 text-ink-2 text-meta">
                    <span className="flex min-w-0 items-center gap-1.5 overflow-hidden whitespace-nowrap">
                      {meta.map((part, index) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
                        <Fragment key={index}>
                          {index > 0 ? <span aria-hidden="true">·</span> : null}
                          <span className="min-w-0 truncate">{part}</span>
                        </Fragment>
                      ))}
                    </span>
                    {view.metaEnd ? <span className="figures shrink-0">{view.metaEnd}</span> : null}
                  </div>
                </div>
              </li>
            );
          })
        : Array.from({ length: props.skeletonRows ?? 10 }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders are all alike
            <li key={index} className="flex h-15 items-center gap-3 border-line-2 border-b px-4">
              <Skeleton className="size-8" />
              <span className="flex flex-1 flex-col gap-2">
                <Skeleton className="w-1/3" />
                <Skeleton className="w-1/2" />
              </span>
            </li>
          ))}
    </ul>
  );
}

"use client";

import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export interface TabLink {
  href: string;
  label: ReactNode;
  /** Small and grey after the label. */
  count?: ReactNode;
  current: boolean;
}

export interface TabLinksProps {
  /** Names the row of tabs. */
  label: string;
  items: readonly TabLink[];
  /** Right end of the row. */
  actions?: ReactNode;
  className?: string;
}

/** Tabs that are links, so that each has its address. 44 px, over a line. */
export function TabLinks({ label, items, actions, className }: TabLinksProps) {
  return (
    <div
      className={cn(
        "flex shrink-0 items-stretch justify-between gap-4 border-line border-b px-6 max-desk:px-4",
        className,
      )}
    >
      <nav aria-label={label} className="-mb-px flex min-w-0 gap-6 overflow-x-auto [scrollbar-width:none]">
        {items.map((item) => (
          <Link
            key={item.href}
            href={item.href}
            scroll={false}
            aria-current={item.current ? "page" : undefined}
            className={cn(
              "flex h-11 shrink-0 items-center gap-1.5 border-b-2 pt-0.5 transition-colors -outline-offset-2",
              item.current ? "border-bronze font-medium text-ink" : "border-transparent text-ink-2 hover:text-ink",
            )}
          >
            {item.label}
            {item.count === undefined || item.count === null ? null : (
              <span className="figures font-normal text-ink-3 text-meta">{item.count}</span>
            )}
          </Link>
        ))}
      </nav>
      {actions ? <div className="flex shrink-0 items-center gap-2">{actions}</div> : null}
    </div>
  );
}

export interface QueryTabsProps extends Omit<TabLinksProps, "items"> {
  /** Search parameter that holds the choice; the first item is the default and leaves it out. */
  param?: string;
  items: readonly { value: string; label: ReactNode; count?: ReactNode }[];
}

/** Tabs kept in a search parameter of this page; other parameters are kept, paging is not. */
export function QueryTabs({ param = "tab", items, ...rest }: QueryTabsProps) {
  const current = useQueryTab(
    items.map((item) => item.value),
    param,
  );
  const pathname = usePathname();
  const search = useSearchParams();
  const hrefOf = (value: string, index: number) => {
    const next = new URLSearchParams(search);
    for (const name of ["cursor", "direction"]) next.delete(name);
    if (index === 0) next.delete(param);
    else next.set(param, value);
    const query = next.toString();
    return query ? `${pathname}?${query}` : pathname;
  };
  return (
    <TabLinks
      {...rest}
      items={items.map((item, index) => ({
        ...item,
        href: hrefOf(item.value, index),
        current: item.value === current,
      }))}
    />
  );
}

/** The chosen tab: the parameter's value if it is one of `values`, else the first. */
export function useQueryTab<T extends string>(values: readonly T[], param = "tab"): T {
  const given = useSearchParams().get(param);
  return values.find((value) => value === given) ?? (values[0] as T);
}

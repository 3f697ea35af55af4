"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

export interface Crumb {
  label: ReactNode;
  /** Left out for the last: the page itself. */
  href?: string;
}

/** Where this page lies, from its list down. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  const t = useTranslations("common");
  return (
    <nav aria-label={t("breadcrumbs")} className="min-w-0">
      <ol className="flex min-w-0 items-center gap-2">
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: crumbs have no identity but their place
          <li key={index} className="flex min-w-0 items-center gap-2">
            {index > 0 ? <ChevronRight className="size-3.5 shrink-0 text-ink-3" aria-hidden="true" /> : null}
            {item.href ? (
              <Link href={item.href} className="truncate text-ink-2 transition-colors hover:text-ink">
                {item.label}
              </Link>
            ) : (
              <span aria-current="page" className="truncate font-medium">
                {item.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

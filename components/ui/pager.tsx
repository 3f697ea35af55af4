"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

export interface PagerProps {
  /** Left: what is shown, how it is sorted. */
  children?: ReactNode;
  /** Left out where there is nothing newer. */
  onNewer?: (() => void) | undefined;
  onOlder?: (() => void) | undefined;
  /** Other words than Newer and Older, where the order is not of time. */
  newerLabel?: string;
  olderLabel?: string;
}

/** 48-px foot of a list: keyset paging, both ways, no page numbers. */
export function Pager({ children, onNewer, onOlder, newerLabel, olderLabel }: PagerProps) {
  const t = useTranslations("common");
  return (
    <nav
      aria-label={t("paging")}
      className="flex h-12 shrink-0 items-center justify-between gap-4 border-line border-t px-6 max-desk:px-4"
    >
      <div className="figures min-w-0 truncate text-ink-2">{children}</div>
      <div className="flex shrink-0 gap-2">
        <Button size="small" icon={<ChevronLeft aria-hidden="true" />} disabled={!onNewer} onClick={onNewer}>
          {newerLabel ?? t("newer")}
        </Button>
        <Button size="small" disabled={!onOlder} onClick={onOlder}>
          {olderLabel ?? t("older")}
          <ChevronRight aria-hidden="true" />
        </Button>
      </div>
    </nav>
  );
}

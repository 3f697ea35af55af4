"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";

export interface BulkBarProps {
  /** How many are selected; the bar is gone at 0. */
  count: number;
  onClear: () => void;
  /** Right after the count, such as "Select all 1,284 matching". */
  more?: ReactNode;
  /** Its main action is the page's primary while it stands. */
  children: ReactNode;
}

/** 56-px bar over the pager, only with a selection. */
export function BulkBar({ count, onClear, more, children }: BulkBarProps) {
  const t = useTranslations("common");
  if (count === 0) return null;
  return (
    <section
      aria-label={t("selection")}
      className="flex min-h-14 shrink-0 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-bronze border-t bg-sel px-6 py-2 max-desk:px-4"
    >
      <div className="flex items-center gap-4">
        <span className="figures font-medium" role="status">
          {t("selected", { count })}
        </span>
        {more}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {children}
        <IconButton label={t("clearSelection")} icon={<X />} onClick={onClear} />
      </div>
    </section>
  );
}

"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Menu, MenuChoices } from "./menu.tsx";

const dashed =
  "inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md border border-edge-hi border-dashed px-2 text-ink-2 transition-colors hover:bg-hover hover:text-ink aria-expanded:bg-hover max-desk:h-9 [&_svg]:size-4";

export interface FilterChipProps {
  /** What is filtered: "Kind". */
  label: string;
  /** The chosen value, or null for no filter. */
  value: string | null;
  options: readonly { value: string; label: ReactNode }[];
  onChange: (value: string | null) => void;
}

/** One filter: dashed while off; once on it shows its value and an × that clears it. */
export function FilterChip({ label, value, options, onChange }: FilterChipProps) {
  const t = useTranslations("common");
  const chosen = options.find((option) => option.value === value);
  if (value === null) {
    return (
      <Menu
        align="start"
        trigger={
          <button type="button" className={dashed}>
            <Plus aria-hidden="true" />
            {label}
          </button>
        }
      >
        <MenuChoices value="" onChange={onChange} options={options} />
      </Menu>
    );
  }
  return (
    <span className="inline-flex h-7 shrink-0 items-stretch rounded-md border border-edge bg-surface max-desk:h-9">
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            className="flex items-center gap-2 rounded-l-[5px] px-2 transition-colors hover:bg-hover aria-expanded:bg-hover"
          >
            <span className="text-ink-2">{label}</span>
            <span>{chosen?.label ?? value}</span>
          </button>
        }
      >
        <MenuChoices value={value} onChange={onChange} options={options} />
      </Menu>
      <button
        type="button"
        aria-label={t("clearFilter", { name: label })}
        onClick={() => onChange(null)}
        className="flex w-6 items-center justify-center rounded-r-[5px] border-line border-l text-ink-2 transition-colors hover:bg-hover hover:text-ink max-desk:w-9 [&_svg]:size-3.5"
      >
        <X aria-hidden="true" />
      </button>
    </span>
  );
}

/** 52-px row over a table: search and filters left, count and tools right. */
export function FilterBar({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <div className="flex min-h-13 shrink-0 items-center justify-between gap-x-4 gap-y-2 border-line border-b px-6 py-2 max-desk:flex-wrap max-desk:px-4">
      <div className="flex min-w-0 flex-wrap items-center gap-2 max-desk:w-full">{children}</div>
      {end ? <div className="figures flex shrink-0 items-center gap-2 text-ink-2">{end}</div> : null}
    </div>
  );
}

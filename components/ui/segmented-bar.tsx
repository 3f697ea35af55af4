"use client";

import { useFormatter } from "next-intl";
import { cn } from "./cn.ts";

export type FillTone = "jade" | "jade2" | "amber" | "slate" | "slate2" | "bronze" | "cinnabar" | "rejected" | "queued";

const fills: Record<FillTone, string> = {
  jade: "bg-fill-jade",
  jade2: "bg-fill-jade-2",
  amber: "bg-fill-amber",
  slate: "bg-fill-slate",
  slate2: "bg-fill-slate-2",
  bronze: "bg-fill-bronze",
  cinnabar: "bg-fill-cinnabar",
  rejected: "hatched",
  queued: "bg-fill-queued",
};

export interface Segment {
  key: string;
  /** The state's word. */
  label: string;
  count: number;
  tone: FillTone;
}

export interface SegmentedBarProps {
  /** Names the bar; its counts are read out after it. */
  label: string;
  /** In order; troubles last. Zero counts are left out. */
  segments: readonly Segment[];
  /** 28 px, or 8 in lists. */
  size?: "large" | "small";
  className?: string;
}

/** Where many things are, as one bar that fills; `rejected` is hatched. */
export function SegmentedBar({ label, segments, size = "large", className }: SegmentedBarProps) {
  const format = useFormatter();
  const shown = segments.filter((segment) => segment.count > 0);
  const words = shown.map((segment) => `${segment.label} ${format.number(segment.count)}`).join(", ");
  return (
    <div
      role="img"
      aria-label={words ? `${label}: ${words}` : label}
      className={cn(
        "flex w-full overflow-hidden bg-surface",
        size === "large" ? "h-7 gap-0.5 rounded-md" : "h-2 gap-px rounded-[4px]",
        className,
      )}
    >
      {shown.length === 0 ? <span className={cn("flex-1", fills.queued)} /> : null}
      {shown.map((segment) => (
        <span
          key={segment.key}
          title={size === "large" ? `${segment.label} ${format.number(segment.count)}` : undefined}
          className={cn("min-w-1", fills[segment.tone])}
          style={{ flex: `${segment.count} 1 0` }}
        />
      ))}
    </div>
  );
}

export interface SegmentLegendProps {
  label: string;
  segments: readonly Segment[];
  /** "All", with the sum, comes first when given. */
  allLabel?: string;
  /** Chosen state, null for all. */
  value: string | null;
  onChange: (value: string | null) => void;
}

/** The bar's legend, each entry a filter of the list below. */
export function SegmentLegend({ label, segments, allLabel, value, onChange }: SegmentLegendProps) {
  const format = useFormatter();
  const total = segments.reduce((sum, segment) => sum + segment.count, 0);
  const entries = [
    ...(allLabel ? [{ key: null, label: allLabel, count: total, tone: null }] : []),
    ...segments.filter((segment) => segment.count > 0 || segment.key === value),
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of toggles is not a form's fieldset
    <div role="group" aria-label={label} className="-mx-2 flex flex-wrap gap-x-4 gap-y-1">
      {entries.map((entry) => (
        <button
          key={entry.key ?? ""}
          type="button"
          aria-pressed={entry.key === value}
          onClick={() => onChange(entry.key)}
          className="flex h-7 items-center gap-1.5 rounded-md px-2 text-ink-2 transition-colors hover:bg-hover aria-pressed:bg-sel-hi aria-pressed:text-ink"
        >
          {entry.tone ? <span className={cn("size-2 rounded-[2px]", fills[entry.tone])} aria-hidden="true" /> : null}
          {entry.label}
          <span className="figures font-medium text-ink">{format.number(entry.count)}</span>
        </button>
      ))}
    </div>
  );
}

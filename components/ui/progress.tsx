import { cn } from "./cn.ts";

export interface ProgressProps {
  label: string;
  value: number;
  max: number;
  tone?: "bronze" | "slate" | "amber" | "cinnabar" | "jade";
  className?: string;
}

const fills = {
  bronze: "bg-fill-bronze",
  slate: "bg-fill-slate",
  amber: "bg-fill-amber",
  cinnabar: "bg-fill-cinnabar",
  jade: "bg-fill-jade",
};

/** How far, of a known whole. Say the figures in words beside it. */
export function Progress({ label, value, max, tone = "bronze", className }: ProgressProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(value, max)}
      className={cn("h-1 w-full overflow-hidden rounded-full bg-fill-queued", className)}
    >
      <div
        className={cn("h-full origin-left transition-transform", fills[tone])}
        style={{ transform: `scaleX(${share})` }}
      />
    </div>
  );
}

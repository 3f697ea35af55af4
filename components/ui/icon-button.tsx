"use client";

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";
import { Spinner } from "./spinner.tsx";
import { Tooltip } from "./tooltip.tsx";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "aria-label"> {
  /** Its name, for the tooltip and for assistive technology. */
  label: string;
  icon: ReactNode;
  look?: "ghost" | "secondary";
  size?: "regular" | "small";
  loading?: boolean;
  /** Keys that do the same, shown in the tooltip. */
  keys?: string;
}

/** A button that is only an icon, 32 px (28 small, 44 to touch), with its name as tooltip. */
export function IconButton({
  label,
  icon,
  look = "ghost",
  size = "regular",
  loading = false,
  keys,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip
      content={
        keys ? (
          <>
            {label} <span className="opacity-70">{keys}</span>
          </>
        ) : (
          label
        )
      }
    >
      <button
        type="button"
        {...rest}
        disabled={rest.disabled || loading}
        aria-label={label}
        aria-busy={loading || undefined}
        className={cn(
          "inline-flex shrink-0 items-center justify-center rounded-md border text-ink-2 transition-colors enabled:hover:bg-hover enabled:hover:text-ink disabled:opacity-50 aria-expanded:bg-hover [&_svg]:size-4",
          size === "regular" ? "size-8 max-desk:size-11" : "size-7 max-desk:size-9",
          look === "ghost" ? "border-transparent" : "border-edge bg-surface enabled:hover:border-edge-hi",
          className,
        )}
      >
        {loading ? <Spinner /> : icon}
      </button>
    </Tooltip>
  );
}

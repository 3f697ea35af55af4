"use client";

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

export interface SwitchProps extends Omit<ComponentProps<"input">, "type" | "role"> {
  label: ReactNode;
  description?: ReactNode;
}

/** For what takes effect at once; in a form that is sent, use `Checkbox`. */
export function Switch({ label, description, className, ...rest }: SwitchProps) {
  return (
    <label className={cn("flex items-start justify-between gap-3 py-1", className)}>
      <span>
        {label}
        {description ? <span className="block text-ink-2 text-meta">{description}</span> : null}
      </span>
      <input
        {...rest}
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox says its own state
        role="switch"
        className="relative mt-0.5 h-4.5 w-8 shrink-0 appearance-none rounded-full bg-edge-hi transition-colors before:absolute before:top-0.5 before:left-0.5 before:size-3.5 before:rounded-full before:bg-surface before:transition-transform checked:bg-bronze checked:before:translate-x-3.5 disabled:opacity-50"
      />
    </label>
  );
}

"use client";

import { type ComponentProps, type ReactNode, useEffect, useRef } from "react";
import { cn } from "./cn.ts";

export interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "children"> {
  /** Neither on nor off: some of many. */
  indeterminate?: boolean;
  /** Visible label; without it give `aria-label`. */
  label?: ReactNode;
  /** Under the label. */
  description?: ReactNode;
}

/** 16 px, the browser's own checkbox drawn as ours; works with `register`. */
export function Checkbox({ indeterminate = false, label, description, className, ref, ...rest }: CheckboxProps) {
  const own = useRef<HTMLInputElement | null>(null);
  useEffect(() => {
    if (own.current) own.current.indeterminate = indeterminate;
  }, [indeterminate]);

  const box = (
    <span className={cn("relative inline-flex size-4 shrink-0", !label && className)}>
      <input
        {...rest}
        type="checkbox"
        ref={(node) => {
          own.current = node;
          if (typeof ref === "function") ref(node);
          else if (ref) ref.current = node;
        }}
        className="peer size-4 appearance-none rounded-[4px] border border-edge-hi bg-surface transition-colors checked:border-bronze checked:bg-bronze indeterminate:border-bronze indeterminate:bg-bronze hover:border-ink-2 checked:hover:border-bronze-hover disabled:opacity-50"
      />
      <svg
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        className="pointer-events-none absolute inset-0 hidden text-on-bronze peer-checked:block peer-indeterminate:hidden"
        aria-hidden="true"
      >
        <path d="m4 8.2 2.6 2.6L12 5.4" />
      </svg>
      <svg
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        className="pointer-events-none absolute inset-0 hidden text-on-bronze peer-indeterminate:block"
        aria-hidden="true"
      >
        <path d="M4.5 8h7" />
      </svg>
    </span>
  );
  if (!label) return box;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is in `box`
    <label className={cn("flex items-start gap-2 py-0.5", className)}>
      <span className="flex h-5 items-center">{box}</span>
      <span>
        {label}
        {description ? <span className="block text-ink-2 text-meta">{description}</span> : null}
      </span>
    </label>
  );
}

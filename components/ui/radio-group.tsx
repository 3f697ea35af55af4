"use client";

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

export interface RadioGroupProps {
  legend: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** Names a set of `Radio`s. */
export function RadioGroup({ legend, hint, error, className, children }: RadioGroupProps) {
  return (
    <fieldset className={cn("flex flex-col gap-1", className)}>
      <legend className="mb-1 font-medium">{legend}</legend>
      {children}
      {error ? (
        <p className="text-cinnabar text-meta" role="alert">
          {error}
        </p>
      ) : hint ? (
        <p className="text-ink-2 text-meta">{hint}</p>
      ) : null}
    </fieldset>
  );
}

export interface RadioProps extends Omit<ComponentProps<"input">, "type"> {
  label: ReactNode;
  description?: ReactNode;
}

/** One choice; spread `register("kind")` on it with its `value`. */
export function Radio({ label, description, className, ...rest }: RadioProps) {
  return (
    <label className={cn("flex items-start gap-2 py-0.5 max-desk:py-2", className)}>
      <span className="flex h-5 items-center">
        <input
          {...rest}
          type="radio"
          className="size-4 appearance-none rounded-full border border-edge-hi bg-surface transition-colors checked:border-[5px] checked:border-bronze hover:border-ink-2 checked:hover:border-bronze-hover disabled:opacity-50"
        />
      </span>
      <span>
        {label}
        {description ? <span className="block text-ink-2 text-meta">{description}</span> : null}
      </span>
    </label>
  );
}

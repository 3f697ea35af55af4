"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { useFieldLink } from "./field.tsx";
import { inputLook } from "./input.tsx";

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

export interface SelectProps extends Omit<ComponentProps<"select">, "children" | "multiple"> {
  options: readonly SelectOption[];
  /** First, empty choice, such as "Any". */
  placeholder?: string;
}

/** The browser's own select (right on a phone, works with `register`), drawn as ours. */
export function Select({ options, placeholder, className, ...rest }: SelectProps) {
  const link = useFieldLink(rest);
  return (
    <span className={cn("relative block", className)}>
      <select
        {...link}
        {...rest}
        className={cn(inputLook, "native-select flex h-8 items-center truncate pr-7 max-desk:h-11")}
      >
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        className="pointer-events-none absolute top-1/2 right-2 size-4 -translate-y-1/2 text-ink-2"
        aria-hidden="true"
      />
    </span>
  );
}

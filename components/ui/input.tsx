"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { useFieldLink } from "./field.tsx";

export const inputLook =
  "w-full min-w-0 rounded-md border border-edge-hi bg-surface px-2 text-base text-ink transition-colors focus-visible:border-bronze focus-visible:outline-1 focus-visible:outline-bronze focus-visible:outline-offset-0 disabled:bg-sunk disabled:text-ink-2 aria-invalid:border-cinnabar aria-invalid:focus-visible:outline-cinnabar";

export interface InputProps extends ComponentProps<"input"> {
  /** For AppIDs and other codes. */
  mono?: boolean;
}

/** 32 px; takes its label, hint and error from the `Field` around it. Spread `register("name")` on it. */
export function Input({ className, mono, ...rest }: InputProps) {
  const link = useFieldLink(rest);
  return (
    <input
      type="text"
      {...link}
      {...rest}
      className={cn(inputLook, "h-8 max-desk:h-11 max-desk:text-panel max-desk:font-normal", mono && "mono", className)}
    />
  );
}

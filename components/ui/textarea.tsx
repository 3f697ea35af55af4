"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { useFieldLink } from "./field.tsx";
import { inputLook } from "./input.tsx";

export interface TextareaProps extends ComponentProps<"textarea"> {
  /** For JSON and other code. */
  mono?: boolean;
}

/** Grows with its text where the browser can; `rows` is the least height. */
export function Textarea({ className, mono, rows = 3, ...rest }: TextareaProps) {
  const link = useFieldLink(rest);
  return (
    <textarea
      rows={rows}
      {...link}
      {...rest}
      className={cn(
        inputLook,
        "field-sizing-content max-h-[60vh] resize-y py-1.5",
        mono && "mono leading-5",
        className,
      )}
    />
  );
}

"use client";

import { createContext, type ReactNode, useContext, useId } from "react";
import { cn } from "./cn.ts";

interface FieldLink {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}

const FieldContext = createContext<FieldLink | null>(null);

/** What an input inside a `Field` spreads on itself: id, aria-describedby, aria-invalid, required. */
export function useFieldLink(own: { id?: string | undefined }) {
  const field = useContext(FieldContext);
  if (!field) return own.id ? { id: own.id } : {};
  return {
    id: own.id ?? field.id,
    "aria-describedby": field.describedBy,
    "aria-invalid": field.invalid || undefined,
    "aria-required": field.required || undefined,
  };
}

export interface FieldProps {
  label: ReactNode;
  /** Below the input until there is an error. */
  hint?: ReactNode;
  /** What is wrong, in words (react-hook-form's `errors.name?.message`). */
  error?: ReactNode;
  required?: boolean;
  /** Right of the label, such as "optional". */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** Label, one input, hint or error, joined for assistive technology. */
export function Field({ label, hint, error, required = false, aside, className, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <FieldContext value={{ id, describedBy: note ? noteId : undefined, invalid: Boolean(error), required }}>
      <div className={cn("flex flex-col gap-1", className)}>
        <div className="flex items-baseline justify-between gap-2">
          <label htmlFor={id} className="font-medium text-base">
            {label}
          </label>
          {aside ? <span className="text-ink-3 text-meta">{aside}</span> : null}
        </div>
        {children}
        {note ? (
          <p
            id={noteId}
            className={cn("text-meta", error ? "text-cinnabar" : "text-ink-2")}
            role={error ? "alert" : undefined}
          >
            {note}
          </p>
        ) : null}
      </div>
    </FieldContext>
  );
}

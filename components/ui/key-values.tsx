import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export interface KeyValue {
  key: string;
  label: ReactNode;
  /** Nothing (null, "") shows a dash. */
  value: ReactNode;
}

export interface KeyValuesProps {
  items: readonly KeyValue[];
  /** A line under each, as in side columns. */
  lined?: boolean;
  /** Values at the right edge. */
  justified?: boolean;
  className?: string;
}

/** Facts: grey key, ink value, one a line. */
export function KeyValues({ items, lined = false, justified = false, className }: KeyValuesProps) {
  return (
    <dl className={cn("flex flex-col", !lined && "gap-1", className)}>
      {items.map((item) => (
        <div
          key={item.key}
          className={cn(
            "flex items-baseline gap-4",
            lined && "min-h-9 border-line-2 border-b py-2 last:border-b-0",
            justified && "justify-between",
          )}
        >
          <dt className={cn("shrink-0 text-ink-2", !justified && "w-26")}>{item.label}</dt>
          <dd className={cn("min-w-0 break-words", justified && "text-right")}>
            {item.value === null || item.value === undefined || item.value === "" ? (
              <span className="text-ink-3">–</span>
            ) : (
              item.value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A large figure under its grey label, as over a deployment. */
export function Figure({ label, value, note }: { label: ReactNode; value: ReactNode; note?: ReactNode }) {
  return (
    <div className="min-w-0">
      <div className="text-ink-2">{label}</div>
      <div className="flex flex-wrap items-baseline gap-x-1.5">
        <span className="figures text-title">{value}</span>
        {note ? <span className="figures text-ink-2">{note}</span> : null}
      </div>
    </div>
  );
}

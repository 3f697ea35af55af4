import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export interface PanelProps {
  title?: ReactNode;
  /** Grey, right after the title: a count, a note. */
  note?: ReactNode;
  /** Under the title. */
  description?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A bordered panel; never put one inside another. */
export function Panel({ className, ...rest }: PanelProps) {
  return (
    <section className={cn("rounded-lg border border-edge bg-surface px-5 py-4", className)}>
      <PanelBody {...rest} />
    </section>
  );
}

/** A titled part of a page without a border: 16-px head, then its content. */
export function Section({ className, ...rest }: PanelProps) {
  return (
    <section className={className}>
      <PanelBody {...rest} />
    </section>
  );
}

export function PanelBody({ title, note, description, actions, children }: Omit<PanelProps, "className">) {
  return (
    <>
      {title || actions ? (
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
          <div className="min-w-0">
            <h2 className="text-panel">
              {title}
              {note ? <span className="ml-2 font-normal text-base text-ink-2">{note}</span> : null}
            </h2>
            {description ? <p className="max-w-[68ch] text-ink-2">{description}</p> : null}
          </div>
          {actions ? <div className="flex shrink-0 items-center gap-2">{actions}</div> : null}
        </div>
      ) : null}
      <div className={title || actions ? "mt-3" : undefined}>{children}</div>
    </>
  );
}

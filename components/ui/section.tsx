import type { ReactNode } from "react";

export interface SectionProps {
  title?: ReactNode;
  /** Grey, right after the title: a count, a note. */
  note?: ReactNode;
  /** Under the title. */
  description?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A titled part of a page: 16-px head, then its content. No border: lines part the page, not boxes. */
export function Section({ title, note, description, actions, className, children }: SectionProps) {
  return (
    <section className={className}>
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
    </section>
  );
}

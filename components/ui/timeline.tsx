import type { ReactNode } from "react";
import { StateGlyph, type StateKind } from "./state-glyph.tsx";

export interface TimelineEntry {
  key: string;
  time: ReactNode;
  kind: StateKind;
  text: ReactNode;
  /** What it refers to: #1286, a rid. */
  reference?: ReactNode;
  person?: ReactNode;
}

/** What happened, newest first: time, glyph on a line, text, reference, person. 36-px rows. */
export function Timeline({ label, entries }: { label: string; entries: readonly TimelineEntry[] }) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {entries.map((entry) => (
        <li key={entry.key} className="group relative flex min-h-9 items-start gap-3 py-2">
          <span className="figures w-19 shrink-0 text-right text-ink-2 max-desk:w-auto max-desk:order-3 max-desk:text-meta">
            {entry.time}
          </span>
          <span className="relative flex h-5 w-3.5 shrink-0 items-center self-stretch">
            <span className="absolute top-5 -bottom-4 left-1/2 w-px bg-line group-last:hidden" aria-hidden="true" />
            <span className="absolute top-[3px] bg-surface">
              <StateGlyph kind={entry.kind} />
            </span>
          </span>
          <span className="min-w-0 flex-1">{entry.text}</span>
          {entry.reference ? <span className="shrink-0 text-ink-2 max-desk:hidden">{entry.reference}</span> : null}
          {entry.person ? (
            <span className="w-20 shrink-0 truncate text-right text-ink-2 max-desk:hidden">{entry.person}</span>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

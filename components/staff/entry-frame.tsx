import type { ReactNode } from "react";
import { Mark } from "#components/ui/mark.tsx";

/** The quiet page before the console: mark, one column, one task. */
export function EntryFrame({ title, lead, children }: { title: ReactNode; lead?: ReactNode; children: ReactNode }) {
  return (
    <main id="content" className="grid min-h-dvh place-items-center bg-paper px-4 py-10">
      <div className="w-full max-w-90">
        <div className="mb-8 flex items-center gap-2.5">
          <Mark className="size-7" />
          <span className="font-semibold text-panel">Hufu</span>
          <span className="text-ink-2 text-prose" lang="zh-CN">
            虎符
          </span>
        </div>
        <h1 className="text-title">{title}</h1>
        {lead ? <p className="mt-1 text-ink-2 text-prose">{lead}</p> : null}
        <div className="mt-6">{children}</div>
      </div>
    </main>
  );
}

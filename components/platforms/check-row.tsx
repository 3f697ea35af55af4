"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { StateGlyph, type StateKind } from "#components/ui/state-glyph.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import type { CheckState } from "./checks.ts";

const glyphs: Record<CheckState, StateKind> = {
  ok: "ready",
  waiting: "waiting",
  working: "working",
  late: "warning",
  trouble: "failed",
  todo: "queued",
  due: "paused",
  unknown: "unknown",
  partly: "boundNoId",
};

export interface CheckProps {
  platform: Platform;
  state: CheckState;
}

interface CheckRowProps {
  state: CheckState;
  title: string;
  action?: ReactNode;
  children: ReactNode;
}

/** One line: sign, name and word of its state, what is known, and what can be done. */
export function CheckRow({ state, title, action, children }: CheckRowProps) {
  const t = useTranslations("platforms.checks.words");
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-line border-b py-3">
      <StateGlyph kind={glyphs[state]} className="mt-[3px]" />
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium">{title}</span>
          <span className={state === "trouble" ? "font-medium text-cinnabar" : "text-ink-2"}>{t(state)}</span>
        </p>
        <div className="figures max-w-[68ch] text-ink-2" suppressHydrationWarning>
          {children}
        </div>
      </div>
      {action ? <div className="flex shrink-0 gap-2 max-sm:w-full max-sm:pl-7.5">{action}</div> : null}
    </li>
  );
}

"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";
import { ProblemCodes } from "./error-note.tsx";
import { useProblem } from "./problem.ts";
import { StateGlyph } from "./state-glyph.tsx";

export interface ErrorStateProps {
  error: unknown;
  /** Shows "Try again". */
  onRetry?: () => void;
  retrying?: boolean;
  /** More ways on. */
  actions?: ReactNode;
  className?: string;
}

/** In place of content that could not be loaded: what happened, what to do, codes small at the end. */
export function ErrorState({ error, onRetry, retrying, actions, className }: ErrorStateProps) {
  const t = useTranslations("common");
  const problem = useProblem()(error);
  return (
    <div role="alert" className={cn("flex flex-col items-start gap-3 px-6 py-10 max-desk:px-4", className)}>
      <div className="flex items-start gap-2">
        <StateGlyph kind="failed" className="mt-[3px]" />
        <div className="max-w-[68ch]">
          <p className="font-medium">{problem.message}</p>
          {problem.next ? <p className="text-ink-2">{problem.next}</p> : null}
          <ProblemCodes problem={problem} />
        </div>
      </div>
      {onRetry || actions ? (
        <div className="flex gap-2 pl-5.5">
          {onRetry ? (
            <Button icon={<RotateCw aria-hidden="true" />} onClick={onRetry} loading={retrying}>
              {t("retry")}
            </Button>
          ) : null}
          {actions}
        </div>
      ) : null}
    </div>
  );
}

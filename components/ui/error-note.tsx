"use client";

import { cn } from "./cn.ts";
import { Copyable } from "./copyable.tsx";
import { type Problem, useProblem } from "./problem.ts";
import { StateGlyph } from "./state-glyph.tsx";

/** An error beside what failed (a form, a dialog): what, what to do, WeChat's codes small. */
export function ErrorNote({ error, className }: { error: unknown; className?: string }) {
  const problem = useProblem()(error);
  return (
    <div role="alert" className={cn("flex items-start gap-2", className)}>
      <StateGlyph kind="failed" className="mt-[3px]" />
      <div className="min-w-0">
        <p>{problem.message}</p>
        {problem.next ? <p className="text-ink-2">{problem.next}</p> : null}
        <ProblemCodes problem={problem} />
      </div>
    </div>
  );
}

/** errcode and rid, small, with copy. */
export function ProblemCodes({ problem }: { problem: Pick<Problem, "errcode" | "rid" | "requestId"> }) {
  const codes = [problem.errcode === null ? null : String(problem.errcode), problem.rid, problem.requestId].filter(
    (code): code is string => Boolean(code),
  );
  if (codes.length === 0) return null;
  return <Copyable text={codes.join(" ")} className="mt-0.5 text-ink-3" />;
}

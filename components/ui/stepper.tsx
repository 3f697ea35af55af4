import { Check, X } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { Mark } from "./mark.tsx";

export interface Step {
  key: string;
  label: ReactNode;
  /** When, by whom; or how long is left. */
  detail?: ReactNode;
  state: "done" | "current" | "todo" | "failed";
}

export interface StepperProps {
  label: string;
  steps: readonly Step[];
  /** The last step shows the mark. */
  sealed?: boolean;
  /** Its seam closes once: set it when the last step becomes done before one's eyes, not on load. */
  closing?: boolean;
}

/** A line of steps, read left to right; below 600 px top to bottom. */
export function Stepper({ label, steps, sealed = false, closing = false }: StepperProps) {
  return (
    <ol aria-label={label} className="flex gap-2 max-sm:flex-col max-sm:gap-0">
      {steps.map((step, index) => {
        const last = index === steps.length - 1;
        return (
          <li
            key={step.key}
            aria-current={step.state === "current" ? "step" : undefined}
            className={cn("flex min-w-0 flex-col gap-2 max-sm:flex-row max-sm:gap-3", last ? "shrink-0" : "flex-1")}
          >
            <div className="flex items-center gap-2 max-sm:flex-col max-sm:gap-1">
              <StepDot state={step.state} seal={last && sealed} closing={closing} />
              {last ? null : (
                <span
                  className={cn(
                    "h-px flex-1 max-sm:h-auto max-sm:min-h-4 max-sm:w-px",
                    step.state === "done" ? "bg-jade" : "bg-edge",
                  )}
                />
              )}
            </div>
            <div className="pr-3 max-sm:pb-4">
              <div
                className={cn(
                  "font-medium",
                  step.state === "current" && "text-bronze",
                  step.state === "todo" && "text-ink-2",
                  step.state === "failed" && "text-cinnabar",
                )}
              >
                {step.label}
              </div>
              {step.detail ? <div className="figures text-ink-2 text-meta">{step.detail}</div> : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function StepDot({ state, seal, closing }: { state: Step["state"]; seal: boolean; closing: boolean }) {
  return (
    <span
      className={cn(
        "flex size-6 shrink-0 items-center justify-center rounded-full border",
        state === "done" && "border-jade bg-jade text-surface",
        state === "current" && "border-bronze bg-bronze",
        state === "failed" && "border-cinnabar bg-surface text-cinnabar",
        state === "todo" && "border-edge bg-surface",
        seal && state === "done" && "border-jade bg-surface",
      )}
      aria-hidden="true"
    >
      {seal ? (
        <Mark className="size-3.5" closing={closing && state === "done"} />
      ) : state === "done" ? (
        <Check className="size-3.5" strokeWidth={2.5} />
      ) : state === "failed" ? (
        <X className="size-3.5" strokeWidth={2.5} />
      ) : state === "current" ? (
        <span className="size-3 rounded-full bg-surface" />
      ) : null}
    </span>
  );
}

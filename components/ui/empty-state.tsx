import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export interface EmptyStateProps {
  /** What will be here. */
  title: ReactNode;
  /** How it gets here. */
  children?: ReactNode;
  /** The one next step. */
  action?: ReactNode;
  className?: string;
}

/** Says what will be here and gives the one next step. */
export function EmptyState({ title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cn("flex flex-col items-start gap-3 px-6 py-10 max-desk:px-4", className)}>
      <div className="max-w-[68ch]">
        <div className="font-medium">{title}</div>
        {children ? <div className="text-ink-2">{children}</div> : null}
      </div>
      {action}
    </div>
  );
}

import { cn } from "./cn.ts";

/** Two halves of a tally along a stepped seam; `closing` plays the seam's closing once. */
export function Mark({ className, closing = false }: { className?: string; closing?: boolean }) {
  return (
    <svg viewBox="0 0 20 20" className={cn("size-5 shrink-0 overflow-visible", className)} aria-hidden="true">
      <path
        className={cn("fill-mark-bronze", closing && "animate-seam-left")}
        d="M8 1h5v5H9v7H5v6H4a2 2 0 0 1-2-2V7a6 6 0 0 1 6-6z"
      />
      <path
        className={cn("fill-mark-ink", closing && "animate-seam-right")}
        d="M14 1h1a2 2 0 0 1 2 2v10a6 6 0 0 1-6 6H6v-5h4V7h4z"
      />
    </svg>
  );
}

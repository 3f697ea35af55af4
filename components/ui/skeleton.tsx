import { cn } from "./cn.ts";

/** A bar in the shape of what comes; seen only after 200 ms. Give it a width. */
export function Skeleton({ className }: { className?: string }) {
  return <span className={cn("block h-2.5 animate-late rounded-sm bg-line", className)} aria-hidden="true" />;
}

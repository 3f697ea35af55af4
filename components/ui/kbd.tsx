import type { ReactNode } from "react";
import { cn } from "./cn.ts";

/** A key. */
export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return <kbd className={cn("font-sans text-ink-3 text-meta", className)}>{children}</kbd>;
}

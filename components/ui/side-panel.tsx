"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export interface SidePanelProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** Which edge it comes from. */
  side?: "start" | "end";
  /** Hides the title line, for a panel that brings its own; the title still names it. */
  bare?: boolean;
  children: ReactNode;
}

/** A sheet at the edge for a quick look from a list, or the menu on a phone. Keep `open` in the URL. */
export function SidePanel({ open, onOpenChange, title, side = "end", bare = false, children }: SidePanelProps) {
  const t = useTranslations("common");
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-overlay" />
        <Radix.Content
          aria-describedby={undefined}
          className={cn(
            "fixed inset-y-0 z-40 flex max-w-full flex-col border-line outline-none",
            side === "end"
              ? "right-0 w-120 animate-slide-end border-l bg-surface"
              : "left-0 w-70 animate-slide border-r bg-paper",
          )}
        >
          {bare ? (
            <Radix.Title className="sr-only">{title}</Radix.Title>
          ) : (
            <div className="flex h-14 shrink-0 items-center justify-between gap-2 border-line border-b pr-4 pl-6">
              <Radix.Title className="min-w-0 truncate text-panel">{title}</Radix.Title>
              <Radix.Close
                aria-label={t("close")}
                className="flex size-8 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-hover hover:text-ink max-desk:size-11"
              >
                <X className="size-4" aria-hidden="true" />
              </Radix.Close>
            </div>
          )}
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

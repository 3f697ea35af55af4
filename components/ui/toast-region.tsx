"use client";

import { Check, TriangleAlert } from "lucide-react";
import { Toaster as Sonner } from "sonner";

/** Where toasts appear; loaded by `Toaster`. */
export function ToastRegion({ label }: { label: string }) {
  return (
    <Sonner
      containerAriaLabel={label}
      position="bottom-right"
      gap={8}
      offset={24}
      visibleToasts={3}
      icons={{
        success: <Check className="size-4 text-jade" aria-hidden="true" />,
        error: <TriangleAlert className="size-4 text-cinnabar" aria-hidden="true" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex min-h-11 w-[var(--width)] items-center gap-2 rounded-lg border border-edge bg-surface px-4 py-2.5 text-base text-ink shadow-[0_8px_24px_-12px_rgb(0_0_0/0.25)] max-sm:w-full",
          content: "min-w-0 flex-1",
          title: "font-normal",
          description: "text-ink-2 text-meta",
          actionButton: "shrink-0 font-medium text-bronze hover:text-bronze-hover",
          cancelButton: "shrink-0 text-ink-2",
        },
      }}
    />
  );
}

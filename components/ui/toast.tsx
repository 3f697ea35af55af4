"use client";

import { Check, TriangleAlert } from "lucide-react";
import { Toaster as Sonner, toast as sonner } from "sonner";

/** Mounted once, in the root layout's providers. */
export function Toaster({ label }: { label: string }) {
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

export interface ToastAction {
  label: string;
  onPress: () => void;
}

/** Says what happened, in the past tense, with an undo where there is one. Errors stay longer. */
export const toast = {
  done(message: string, action?: ToastAction) {
    sonner.success(message, action && { action: { label: action.label, onClick: action.onPress } });
  },
  failed(message: string, detail?: string) {
    sonner.error(message, { ...(detail ? { description: detail } : {}), duration: 8_000 });
  },
};

"use client";

import dynamic from "next/dynamic";

/** Mounted once, in the root layout's providers. Its library comes after the page. */
export const Toaster = dynamic(() => import("./toast-region.tsx").then((module) => module.ToastRegion), { ssr: false });

export interface ToastAction {
  label: string;
  onPress: () => void;
}

/** Says what happened, in the past tense, with an undo where there is one. Errors stay longer. */
export const toast = {
  done(message: string, action?: ToastAction) {
    void import("sonner").then(({ toast: sonner }) =>
      sonner.success(message, action && { action: { label: action.label, onClick: action.onPress } }),
    );
  },
  failed(message: string, detail?: string) {
    void import("sonner").then(({ toast: sonner }) =>
      sonner.error(message, { ...(detail ? { description: detail } : {}), duration: 8_000 }),
    );
  },
};

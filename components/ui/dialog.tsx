"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export const DialogClose = Radix.Close;

export interface DialogProps {
  /** Leave out `open` and give a `trigger` for a dialog that minds itself. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  /** 368, 480 or 640 px. */
  size?: "small" | "regular" | "large";
  children?: ReactNode;
}

const widths = { small: "max-w-92", regular: "max-w-120", large: "max-w-160" };

/** A modal question or short form. Escape and the × close it; focus returns to what opened it. */
export function Dialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  footer,
  size = "regular",
  children,
}: DialogProps) {
  const t = useTranslations("common");
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 grid animate-appear place-items-center overflow-y-auto bg-overlay p-4">
          <Radix.Content
            className={cn(
              "relative w-full animate-rise rounded-xl border border-edge bg-surface p-6 shadow-[0_12px_40px_-12px_rgb(0_0_0/0.3)] outline-none",
              widths[size],
            )}
            {...(description ? {} : { "aria-describedby": undefined })}
          >
            <Radix.Title className="pr-8 text-panel">{title}</Radix.Title>
            {description ? <Radix.Description className="mt-1 text-ink-2">{description}</Radix.Description> : null}
            {children ? <div className="mt-4">{children}</div> : null}
            {footer ? <div className="mt-6 flex flex-wrap justify-end gap-2">{footer}</div> : null}
            <Radix.Close
              aria-label={t("close")}
              className="absolute top-4 right-4 flex size-7 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-hover hover:text-ink max-desk:size-9"
            >
              <X className="size-4" aria-hidden="true" />
            </Radix.Close>
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

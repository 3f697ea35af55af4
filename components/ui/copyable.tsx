"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { cn } from "./cn.ts";
import { IconButton } from "./icon-button.tsx";

/** Copies text; `copied` stays true for 1.5 s afterwards. Also works without a secure context. */
export function useCopy() {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.setAttribute("readonly", "");
      area.className = "fixed opacity-0";
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    setCopied(true);
  };
  return { copied, copy };
}

export interface CopyableProps {
  text: string;
  /** What is shown, when not the text itself. */
  children?: React.ReactNode;
  /** Shows the sign always, as in titles; else on hover, taking no room. */
  marked?: boolean;
  className?: string;
}

/** Monospace text (AppID, rid) that is copied on click; a tick says so. */
export function Copyable({ text, children, marked = false, className }: CopyableProps) {
  const t = useTranslations("common");
  const { copied, copy } = useCopy();
  return (
    <button
      type="button"
      onClick={(event) => {
        event.stopPropagation();
        void copy(text);
      }}
      title={t("copy")}
      className={cn(
        "group/copy relative z-10 inline-flex max-w-full items-center gap-1 rounded-xs text-left text-ink-2 mono transition-colors hover:text-ink",
        className,
      )}
    >
      <span className="min-w-0 truncate">{children ?? text}</span>
      {copied ? (
        <Check className={cn("size-3.5 shrink-0 text-jade", !marked && "-mr-4.5")} aria-hidden="true" />
      ) : (
        <Copy
          className={cn(
            "size-3.5 shrink-0",
            !marked &&
              "-mr-4.5 opacity-0 transition-opacity group-hover/copy:opacity-100 group-focus-visible/copy:opacity-100",
          )}
          aria-hidden="true"
        />
      )}
      <span className="sr-only" role="status">
        {copied ? t("copied") : t("copy")}
      </span>
    </button>
  );
}

/** Copies `text`; for links and other things shown elsewhere. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const t = useTranslations("common");
  const { copied, copy } = useCopy();
  return (
    <IconButton
      look="secondary"
      label={copied ? t("copied") : (label ?? t("copy"))}
      icon={copied ? <Check className="text-jade" /> : <Copy />}
      onClick={() => void copy(text)}
    />
  );
}

import { Check, Clock, Minus, X } from "lucide-react";
import type { ReactNode } from "react";
import { buttonLook } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";

const signs = {
  done: { icon: Check, look: "border-jade bg-jade text-surface" },
  waiting: { icon: Clock, look: "border-amber text-amber" },
  wrong: { icon: X, look: "border-cinnabar text-cinnabar" },
  ended: { icon: Minus, look: "border-edge-hi text-ink-2" },
};

interface MerchantNoticeProps {
  sign: keyof typeof signs;
  title: string;
  text: string;
  note?: string;
  /** A way to begin again. */
  again?: { href: string; label: string } | null;
  children?: ReactNode;
}

/** One sentence of what happened, large, and what to do if anything. */
export function MerchantNotice({ sign, title, text, note, again, children }: MerchantNoticeProps) {
  const { icon: Icon, look } = signs[sign];
  return (
    <div
      className="flex flex-1 flex-col items-start justify-center gap-5 pb-24"
      role={sign === "waiting" ? "status" : undefined}
    >
      <span className={cn("flex size-14 items-center justify-center rounded-full border-2", look)} aria-hidden="true">
        <Icon className="size-7" strokeWidth={2.25} />
      </span>
      <div>
        <h1 className="text-invitee tight text-balance">{title}</h1>
        <p className="mt-2 max-w-[34ch] text-ink-2 text-panel font-normal">{text}</p>
      </div>
      {again ? (
        <a href={again.href} className={cn(buttonLook({ look: "primary", size: "large" }), "h-12 px-6")}>
          {again.label}
        </a>
      ) : null}
      {note ? <p className="max-w-[48ch] text-ink-2 text-prose">{note}</p> : null}
      {children}
    </div>
  );
}

"use client";

import { useTranslations } from "next-intl";
import type { TimelineEntry } from "./timeline-glyph.ts";

/** Sentences and persons of the timeline. Actions without a sentence of their own take the audit log's word. */
export function useTimelineText() {
  const t = useTranslations("accounts.timeline");
  const audit = useTranslations("audit");
  const word = (action: string) => {
    const key = `actions.${action}`;
    if (t.has(key)) return t(key);
    return audit.has(key) ? audit(key) : action;
  };
  return {
    sentence(entry: TimelineEntry): string {
      const what = word(entry.action);
      if (entry.outcome === "failed") return t("failed", { what });
      if (entry.outcome === "denied") return t("denied", { what });
      return what;
    },
    person(entry: TimelineEntry): string {
      const { kind, name } = entry.actor;
      if (name) return name;
      return t.has(`actors.${kind}`) ? t(`actors.${kind}`) : kind;
    },
  };
}

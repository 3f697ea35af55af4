"use client";

import { useTranslations } from "next-intl";
import { addsOutcome, type TimelineEntry } from "./timeline-glyph.ts";

/** Values that sentences take; what an entry lacks is "none", which the sentences leave out. */
const known = ["version", "previousVersion", "to", "reason", "reference"] as const;

/** Sentences, references and persons of the timeline of one account. */
export function useTimelineText(account: { appId: string; name: string }) {
  const t = useTranslations("accounts.timeline");
  const audit = useTranslations("audit");
  const states = useTranslations("binding.state");

  const valuesOf = (entry: TimelineEntry) => {
    const values: Record<string, string | number> = { permissionSets: Number(entry.summary.permissionSets ?? 0) };
    for (const name of known) values[name] = text(entry.summary[name]) ?? "none";
    const state = text(entry.summary.state) ?? "unknown";
    values.state = states.has(state) ? states(state) : state;
    return values;
  };
  const word = (entry: TimelineEntry) => {
    const key = `actions.${entry.action}`;
    if (t.has(key)) return t(key, valuesOf(entry));
    return audit.has(key) ? audit(key) : entry.action;
  };
  return {
    sentence(entry: TimelineEntry): string {
      const what = word(entry);
      if (!addsOutcome(entry)) return what;
      return entry.outcome === "failed" ? t("failed", { what }) : t("denied", { what });
    },
    /** What it refers to, unless that is this very account; with WeChat's codes where something failed. */
    reference(entry: TimelineEntry): string | null {
      const own = entry.reference === account.appId || entry.reference === account.name;
      const codes = entry.outcome === "done" ? [] : [text(entry.summary.errcode), text(entry.summary.rid)];
      const parts = [own ? text(entry.summary.reference) : entry.reference, ...codes].filter(Boolean);
      return parts.length > 0 ? parts.join(" ") : null;
    },
    person(entry: TimelineEntry): string {
      const { kind, name } = entry.actor;
      if (name) return name;
      return t.has(`actors.${kind}`) ? t(`actors.${kind}`) : kind;
    },
  };
}

function text(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : null;
}

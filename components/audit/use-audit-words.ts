"use client";

import { useTranslations } from "next-intl";
import { useMoment } from "#components/ui/relative-time.tsx";
import type { AuditEntry } from "#lib/audit/contract.ts";

/** The words of a ledger line: who, did what, to what, with which detail. */
export function useAuditWords() {
  const t = useTranslations("audit");
  const roles = useTranslations("staff.roles");
  const moment = useMoment();
  const orKey = (key: string, fallback: string) => (t.has(key) ? t(key) : fallback);
  const value = (key: string, given: unknown): string => {
    if (given === null || given === undefined) return t("nothing");
    if (typeof given === "number" && /(At|^until|Until)$/.test(key)) return moment.absolute(given);
    if (typeof given === "boolean") return t(given ? "yes" : "no");
    if (Array.isArray(given))
      return given.length === 0 ? t("nothing") : given.map((item) => value(key, item)).join(t("listJoin"));
    if (typeof given === "object") return JSON.stringify(given);
    const text = String(given);
    if (key === "role" && roles.has(text)) return roles(text);
    return orKey(`values.${key}.${text}`, orKey(`values.any.${text}`, text));
  };
  return {
    person: (entry: AuditEntry) => entry.actor.name ?? orKey(`actors.${entry.actor.kind}`, entry.actor.kind),
    verb: (action: string) => orKey(`actions.${action}`, action),
    object: (entry: AuditEntry) => {
      if (!entry.object) return "";
      const kind = orKey(`objects.${entry.object.kind}`, entry.object.kind);
      return t("object", { kind, name: entry.object.name ?? entry.object.id });
    },
    /** Name of a field of detail, before or after. */
    field: (key: string) => orKey(`fields.${key}`, key),
    value,
    detail: (entry: AuditEntry) =>
      Object.entries(entry.detail)
        .filter(([, given]) => given !== null && given !== undefined && given !== "")
        .slice(0, 4)
        .map(([key, given]) => t("pair", { key: orKey(`fields.${key}`, key), value: value(key, given) }))
        .join(t("pairJoin")),
  };
}

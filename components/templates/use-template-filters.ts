"use client";

import { parseAsString, useQueryStates } from "nuqs";

const filters = { q: parseAsString.withDefault(""), platform: parseAsString };

/** Search and platform of the templates, in the address. WeChat gives both lists whole, so they are searched here. */
export function useTemplateFilters() {
  const [{ q, platform }, set] = useQueryStates(filters, { history: "push" });
  const folded = q.trim().toLowerCase();
  return {
    q,
    platform,
    set: (values: { q?: string | null; platform?: string | null }) => void set(values),
    input: platform ? { componentAppId: platform } : {},
    matches: (item: { version: string; description: string; sourceName: string; developer: string }) =>
      [item.version, item.description, item.sourceName, item.developer].some((text) =>
        text.toLowerCase().includes(folded),
      ),
  };
}

export type TemplateFilters = ReturnType<typeof useTemplateFilters>;

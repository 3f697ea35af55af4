"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { api } from "#components/shell/api.ts";
import { FilterBar, FilterChip } from "#components/ui/filter-chip.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import type { TemplateFilters } from "./use-template-filters.ts";

/** Search, and the platform where there are several. */
export function TemplateFilterBar({ filters, end }: { filters: TemplateFilters; end?: ReactNode }) {
  const t = useTranslations("templates");
  const platforms = useQuery(api.platforms.list.queryOptions({ staleTime: 60_000 })).data ?? [];
  return (
    <FilterBar end={end}>
      <SearchField
        label={t("search.label")}
        placeholder={t("search.placeholder")}
        value={filters.q}
        onChange={(q) => filters.set({ q: q || null })}
      />
      {platforms.length > 1 || filters.platform ? (
        <FilterChip
          label={t("platform")}
          value={filters.platform}
          options={platforms.map((one) => ({ value: one.componentAppId, label: one.name }))}
          onChange={(platform) => filters.set({ platform })}
        />
      ) : null}
    </FilterBar>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { ListFilter, Rows3, Rows4 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { api } from "#components/shell/api.ts";
import { Button } from "#components/ui/button.tsx";
import { FilterBar, FilterChip } from "#components/ui/filter-chip.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { MatchCount } from "./match-count.tsx";
import type { AccountFilters } from "./use-account-filters.ts";
import { useWords } from "./use-words.ts";
import { bindingStates, grantStates, kinds } from "./words.ts";

const periods = ["1", "7", "30", "90"];
/** The sets that Hufu's own work needs (lib/accounts): offered as filters even before any is missing. */
const neededSets = [18, 25, 30, 24, 3];

interface AccountFilterBarProps {
  filters: AccountFilters;
  matches: { total: number; totalCapped: boolean } | undefined;
  dense: boolean;
  onDense: (dense: boolean) => void;
}

/** Search, filters, how many match, density. */
export function AccountFilterBar({ filters, matches, dense, onDense }: AccountFilterBarProps) {
  const t = useTranslations("accounts");
  const bindings = useTranslations("binding.state");
  const words = useWords();
  const { filter, set } = filters;
  const [unfolded, setUnfolded] = useState(false);
  const platforms = useQuery(api.platforms.list.queryOptions({ staleTime: 60_000 })).data ?? [];
  const sets = useQuery(api.accounts.permissionSets.queryOptions({ staleTime: 600_000 })).data ?? [];
  const nameOf = (id: number) => {
    const found = sets.find((one) => one.id === id);
    return found ? t("filters.set", { id, name: words(found.name) }) : String(id);
  };
  const setIds = [0, ...new Set([...neededSets, ...(filter.missing ? [filter.missing] : [])])];
  const days = [...new Set([...periods, ...(filter.within === null ? [] : [String(filter.within)])])];

  const chip = (name: keyof typeof filter, node: ReactNode) => (
    <span key={name} className={filter[name] === null && !unfolded ? "max-desk:hidden" : undefined}>
      {node}
    </span>
  );

  return (
    <FilterBar
      end={
        <>
          <MatchCount matches={matches} />
          <IconButton
            className="max-desk:hidden"
            label={dense ? t("density.regular") : t("density.compact")}
            aria-pressed={dense}
            icon={dense ? <Rows3 /> : <Rows4 />}
            onClick={() => onDense(!dense)}
          />
        </>
      }
    >
      <SearchField
        label={t("search.label")}
        placeholder={t("search.placeholder")}
        value={filter.q}
        onChange={(q) => set({ q: q || null })}
      />
      {platforms.length > 1 || filter.platform
        ? chip(
            "platform",
            <FilterChip
              label={t("filters.platform")}
              value={filter.platform}
              options={platforms.map((one) => ({ value: one.componentAppId, label: one.name }))}
              onChange={(platform) => set({ platform })}
            />,
          )
        : null}
      {chip(
        "kind",
        <FilterChip
          label={t("filters.kind")}
          value={filter.kind}
          options={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          onChange={(value) => set({ kind: kinds.find((kind) => kind === value) ?? null })}
        />,
      )}
      {chip(
        "binding",
        <FilterChip
          label={t("filters.binding")}
          value={filter.binding}
          options={bindingStates.map((state) => ({ value: state, label: bindings(state) }))}
          onChange={(value) => set({ binding: bindingStates.find((state) => state === value) ?? null })}
        />,
      )}
      {chip(
        "missing",
        <FilterChip
          label={t("filters.missingSet")}
          value={filter.missing === null ? null : String(filter.missing)}
          options={setIds.map((id) => ({ value: String(id), label: id === 0 ? t("filters.anySet") : nameOf(id) }))}
          onChange={(value) => set({ missing: value === null ? null : Number(value) })}
        />,
      )}
      {chip(
        "within",
        <FilterChip
          label={t("filters.withinDays")}
          value={filter.within === null ? null : String(filter.within)}
          options={days.map((value) => ({ value, label: t("filters.days", { days: Number(value) }) }))}
          onChange={(value) => set({ within: value === null ? null : Number(value) })}
        />,
      )}
      {chip(
        "state",
        <FilterChip
          label={t("filters.state")}
          value={filter.state}
          options={grantStates.map((state) => ({ value: state, label: t(`grantState.${state}`) }))}
          onChange={(value) => set({ state: grantStates.find((state) => state === value) ?? null })}
        />,
      )}
      {unfolded ? null : (
        <Button
          size="small"
          className="desk:hidden max-desk:h-9"
          icon={<ListFilter aria-hidden="true" />}
          onClick={() => setUnfolded(true)}
        >
          {t("filters.more")}
        </Button>
      )}
    </FilterBar>
  );
}

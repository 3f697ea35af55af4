"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FilterBar, FilterChip } from "#components/ui/filter-chip.tsx";
import type { EventFilters } from "./use-event-filters.ts";
import { useEventWords } from "./use-event-words.ts";
import { eventKinds, eventStates } from "./words.ts";

interface EventFilterBarProps {
  filters: EventFilters;
  /** Name of the account in the filter, once an event of its has come. */
  accountName: string | null;
  end?: ReactNode;
}

/** Kind, state and account of the events shown. */
export function EventFilterBar({ filters, accountName, end }: EventFilterBarProps) {
  const t = useTranslations("events");
  const words = useEventWords();
  const { state, set } = filters;
  return (
    <FilterBar end={end}>
      <FilterChip
        label={t("filters.kind")}
        value={state.kind}
        options={eventKinds.map((kind) => ({ value: kind, label: words.kind(kind) }))}
        onChange={(kind) => set({ kind })}
      />
      <FilterChip
        label={t("filters.state")}
        value={state.state}
        options={eventStates.map((one) => ({ value: one, label: t(`states.${one}`) }))}
        onChange={(value) => set({ state: eventStates.find((one) => one === value) ?? null })}
      />
      {state.account ? (
        <FilterChip
          label={t("filters.account")}
          value={state.account}
          options={[{ value: state.account, label: accountName ?? state.account }]}
          onChange={(account) => set({ account })}
        />
      ) : null}
    </FilterBar>
  );
}

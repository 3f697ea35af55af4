"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { FilterBar, FilterChip } from "#components/ui/filter-chip.tsx";
import { useMoment } from "#components/ui/relative-time.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { State } from "#components/ui/state-glyph.tsx";
import { actorKinds, outcomes, type useAuditFilters } from "./use-audit-filters.ts";
import { useAuditWords } from "./use-audit-words.ts";

const spans = [1, 7, 30, 90] as const;

/** Search, filters, and where the chain was last checked. */
export function AuditFilterBar({ filters }: { filters: ReturnType<typeof useAuditFilters> }) {
  const t = useTranslations("audit");
  const words = useAuditWords();
  const actions = useQuery(api.audit.actions.queryOptions({ staleTime: 60_000 }));
  const staff = useQuery(api.staff.list.queryOptions({ staleTime: 60_000 }));
  const { state, set } = filters;
  const days = (count: number) => t("days", { days: count });
  return (
    <FilterBar end={<ChainLine />}>
      <SearchField
        label={t("search")}
        placeholder={t("searchPlaceholder")}
        value={state.q}
        onChange={(q) => set({ q: q || null })}
      />
      <FilterChip
        label={t("filters.when")}
        value={state.within === null ? null : String(state.within)}
        options={spans.map((count) => ({ value: String(count), label: days(count) }))}
        onChange={(value) => set({ within: value === null ? null : Number(value) })}
      />
      <FilterChip
        label={t("filters.person")}
        value={state.person}
        options={(staff.data?.members ?? []).map((member) => ({ value: member.id, label: member.name }))}
        onChange={(person) => set({ person })}
      />
      <FilterChip
        label={t("filters.who")}
        value={state.who}
        options={actorKinds.map((kind) => ({ value: kind, label: t(`actors.${kind}`) }))}
        onChange={(who) => set({ who: actorKinds.find((kind) => kind === who) ?? null })}
      />
      <FilterChip
        label={t("filters.verb")}
        value={state.verb}
        options={(actions.data ?? []).map((action) => ({ value: action, label: words.verb(action) }))}
        onChange={(verb) => set({ verb })}
      />
      <FilterChip
        label={t("filters.outcome")}
        value={state.outcome}
        options={outcomes.map((outcome) => ({ value: outcome, label: t(`outcomes.${outcome}`) }))}
        onChange={(value) => set({ outcome: outcomes.find((outcome) => outcome === value) ?? null })}
      />
      {state.account ? (
        <FilterChip
          label={t("filters.account")}
          value={state.account}
          options={[{ value: state.account, label: state.account }]}
          onChange={(account) => set({ account })}
        />
      ) : null}
    </FilterBar>
  );
}

function ChainLine() {
  const t = useTranslations("audit");
  const moment = useMoment();
  const chain = useQuery(api.audit.chain.queryOptions({ refetchInterval: 30_000 }));
  if (!chain.data) return null;
  if (chain.data.broken)
    return <State kind="failed">{t("chain.broken", { sequence: chain.data.broken.sequence })}</State>;
  if (chain.data.verifiedAt === null) return <State kind="queued">{t("chain.never")}</State>;
  return (
    <State kind="authorized">
      {t("chain.verified", { sequence: chain.data.verifiedTo, when: moment.relative(chain.data.verifiedAt) })}
    </State>
  );
}

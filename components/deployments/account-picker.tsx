"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { useId } from "react";
import { api } from "#components/shell/api.ts";
import { AccountLogo } from "#components/ui/account-logo.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { cn } from "#components/ui/cn.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { AccountRow } from "#lib/accounts/contract.ts";
import type { Preflight } from "#lib/deployments/contract.ts";
import { mostAccounts } from "./account-address.ts";
import { ChosenChips } from "./chosen-chips.tsx";
import { useAddMatching } from "./use-add-matching.ts";
import type { ChosenAccounts } from "./use-chosen-accounts.ts";

interface AccountPickerProps {
  platform: string;
  accounts: ChosenAccounts;
  blocked: Preflight["blocked"];
}

/** Mini Programs to deploy to: search, tick, or take all that match. */
export function AccountPicker({ platform, accounts, blocked }: AccountPickerProps) {
  const t = useTranslations("deployments.create.accounts");
  const format = useFormatter();
  const [find, setFind] = useQueryState("find", parseAsString.withDefault("").withOptions({ history: "replace" }));
  const filter = {
    platform,
    kind: "mini_program" as const,
    state: "authorized" as const,
    ...(find ? { search: find.slice(0, 64) } : {}),
  };
  const query = useQuery(
    api.accounts.list.queryOptions({
      input: { ...filter, limit: 50, direction: "next", sort: "name", order: "asc" },
      placeholderData: keepPreviousData,
    }),
  );
  const matching = useAddMatching(filter, accounts);
  const { data } = query;
  const chosen = new Set(accounts.ids);
  const total = data?.total ?? 0;
  const room = mostAccounts - accounts.ids.length;
  return (
    <div className="flex flex-col gap-3">
      <ChosenChips accounts={accounts} blocked={blocked} />
      <div className="rounded-lg border border-edge">
        <div className="flex flex-wrap items-center justify-between gap-2 border-line border-b p-2">
          <SearchField
            label={t("search")}
            placeholder={t("searchPlaceholder")}
            value={find}
            onChange={(text) => void setFind(text || null)}
            className="w-72"
          />
          <span className="flex items-center gap-3">
            {data ? (
              <span className="figures text-ink-2" aria-live="polite">
                {t("matches", { total: data.totalCapped ? `${format.number(total)}+` : format.number(total) })}
              </span>
            ) : null}
            {data && total > 0 ? (
              <Button size="small" loading={matching.isPending} disabled={room <= 0} onClick={() => matching.mutate()}>
                {total > room ? t("addFirst", { count: room }) : t("addAll", { count: total })}
              </Button>
            ) : null}
          </span>
        </div>
        {query.error && !data ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} className="p-3" />
        ) : (
          <ul
            aria-label={t("title")}
            aria-busy={!data || query.isPlaceholderData}
            className="max-h-72 overflow-y-auto -outline-offset-2"
          >
            {data?.items.map((row) => (
              <AccountLine
                key={row.appId}
                row={row}
                checked={chosen.has(row.appId)}
                onChange={(on) => (on ? accounts.add([row.appId]) : accounts.remove([row.appId]))}
              />
            ))}
            {data && data.items.length < total ? (
              <li className="px-3 py-2 text-ink-2 text-meta">{t("more", { shown: data.items.length })}</li>
            ) : null}
            {data?.items.length === 0 ? (
              <li className="px-3 py-4 text-ink-2">{find ? t("nothing") : t("none")}</li>
            ) : null}
            {data
              ? null
              : [0, 1, 2, 3].map((key) => (
                  <li key={key} className="flex h-9 items-center px-3">
                    <Skeleton className="w-1/2" />
                  </li>
                ))}
          </ul>
        )}
      </div>
      {matching.error ? <ErrorState error={matching.error} className="p-0" /> : null}
    </div>
  );
}

interface AccountLineProps {
  row: AccountRow;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function AccountLine({ row, checked, onChange }: AccountLineProps) {
  const t = useTranslations("deployments.create.accounts");
  const id = useId();
  return (
    <li className={cn("border-line-2 border-b last:border-b-0", checked ? "bg-sel" : "hover:bg-hover")}>
      <label htmlFor={id} className="flex min-h-9 items-center gap-3 px-3 py-1 max-desk:min-h-11">
        <Checkbox id={id} checked={checked} onChange={(event) => onChange(event.target.checked)} />
        <AccountLogo name={row.name} seed={row.appId} src={row.logoUrl} />
        <span className="min-w-0 flex-1 truncate font-medium">{row.name}</span>
        <span className="mono text-ink-2 max-sm:hidden">{row.appId}</span>
        <span className="figures w-20 shrink-0 truncate text-right text-ink-2">{row.liveVersion ?? t("notLive")}</span>
      </label>
    </li>
  );
}

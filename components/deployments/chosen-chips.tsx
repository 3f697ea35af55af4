"use client";

import { type QueryClient, useQueries, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/shell/api.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { StateGlyph } from "#components/ui/state-glyph.tsx";
import type { AccountRow } from "#lib/accounts/contract.ts";
import type { Preflight } from "#lib/deployments/contract.ts";
import type { ChosenAccounts } from "./use-chosen-accounts.ts";

const shownFirst = 12;
const shownMost = 60;

interface ChosenChipsProps {
  accounts: ChosenAccounts;
  blocked: Preflight["blocked"];
}

/** The chosen accounts by name; those that cannot be deployed to are marked. */
export function ChosenChips({ accounts, blocked }: ChosenChipsProps) {
  const t = useTranslations("deployments.create.accounts");
  const format = useFormatter();
  const [all, setAll] = useState(false);
  const stuck = new Map(blocked.map((one) => [one.appId, one.accountName]));
  // Those that need a look come first.
  const ordered = [...accounts.ids].sort((a, b) => Number(stuck.has(b)) - Number(stuck.has(a)));
  const shown = ordered.slice(0, all ? shownMost : shownFirst);
  const nameOf = useNames(shown, stuck);
  if (accounts.ids.length === 0) return null;
  const hidden = accounts.ids.length - shown.length;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <span className="figures mr-1 font-medium" role="status">
        {t("chosen", { count: accounts.ids.length })}
      </span>
      {shown.map((appId) => (
        <span
          key={appId}
          className="inline-flex h-7 max-w-52 items-stretch rounded-md border border-edge bg-surface max-desk:h-9"
        >
          <span title={appId} className={cn("flex min-w-0 items-center gap-1.5 px-2")}>
            {stuck.has(appId) ? <StateGlyph kind="warning" /> : null}
            <span className="truncate">{nameOf(appId)}</span>
          </span>
          <button
            type="button"
            aria-label={t("remove", { name: nameOf(appId) })}
            onClick={() => accounts.remove([appId])}
            className="flex w-6 shrink-0 items-center justify-center rounded-r-[5px] border-line border-l text-ink-2 transition-colors hover:bg-hover hover:text-ink max-desk:w-9 [&_svg]:size-3.5"
          >
            <X aria-hidden="true" />
          </button>
        </span>
      ))}
      {hidden > 0 ? (
        all ? (
          <span className="text-ink-2">{t("others", { count: format.number(hidden) })}</span>
        ) : (
          <Button look="link" size="small" onClick={() => setAll(true)}>
            {t("others", { count: format.number(hidden) })}
          </Button>
        )
      ) : null}
      <Button look="ghost" size="small" onClick={accounts.clear}>
        {t("clear")}
      </Button>
    </div>
  );
}

/** Names from lists already read, else from the account itself; the AppID until then. */
function useNames(appIds: readonly string[], stuck: ReadonlyMap<string, string>): (appId: string) => string {
  const cache = useQueryClient();
  const known = new Map([...namesInCache(cache), ...stuck]);
  const missing = appIds.filter((appId) => !known.has(appId));
  const answers = useQueries({
    queries: missing.map((appId) =>
      api.accounts.get.queryOptions({ input: { appId }, staleTime: 600_000, retry: false }),
    ),
  });
  for (const { data } of answers) if (data) known.set(data.appId, data.name);
  return (appId) => known.get(appId) ?? appId;
}

function namesInCache(cache: QueryClient): Map<string, string> {
  const names = new Map<string, string>();
  for (const [, page] of cache.getQueriesData<{ items: AccountRow[] }>({ queryKey: api.accounts.list.key() }))
    for (const row of page?.items ?? []) names.set(row.appId, row.name);
  return names;
}

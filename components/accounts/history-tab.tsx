"use client";

import type { InferContractRouterOutputs } from "@orpc/contract";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { State, type StateKind } from "#components/ui/state-glyph.tsx";
import type { Contract } from "#lib/api/contract.ts";
import { useWords } from "./use-words.ts";

type GrantEvent = InferContractRouterOutputs<Contract>["accounts"]["history"][number];

const glyphs: Record<GrantEvent["kind"], StateKind> = {
  authorized: "authorized",
  updated: "rolledBack",
  revoked: "cancelled",
  imported: "ok",
  recovered: "ok",
};

/** Every time the merchant granted, changed or revoked, and what changed. */
export function HistoryTab({ appId }: { appId: string }) {
  const t = useTranslations("accounts.history");
  const platforms = useQuery(api.platforms.list.queryOptions({ staleTime: 60_000 })).data;
  const query = useQuery(api.accounts.history.queryOptions({ input: { appId }, refetchInterval: 15_000 }));
  if (query.error && !query.data) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} className="px-0" />;
  }
  if (!query.data) {
    return (
      <div className="flex flex-col gap-6 py-2" aria-busy="true">
        <Skeleton className="w-1/2" />
        <Skeleton className="w-2/5" />
      </div>
    );
  }
  if (query.data.length === 0) return <p className="text-ink-2">{t("empty")}</p>;
  const platformOf = (event: GrantEvent) =>
    platforms && platforms.length > 1
      ? (platforms.find((one) => one.componentAppId === event.componentAppId)?.name ?? event.componentAppId)
      : null;
  return (
    <ol aria-label={t("title")} className="max-w-240">
      {query.data.map((event) => (
        <li
          key={event.id}
          className="grid grid-cols-[9rem_14rem_minmax(0,1fr)_auto] gap-x-4 border-line-2 border-b py-2 max-desk:grid-cols-1"
        >
          <span className="text-ink-2">
            <RelativeTime at={event.at} absolute />
          </span>
          <State kind={glyphs[event.kind]}>{t(`kind.${event.kind}`)}</State>
          <GrantChange event={event} />
          <span className="text-ink-2 desk:text-right">
            {[
              platformOf(event),
              event.merchantReference ? t("invitation", { reference: event.merchantReference }) : null,
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </li>
      ))}
    </ol>
  );
}

function GrantChange({ event }: { event: GrantEvent }) {
  const t = useTranslations("accounts.history");
  const list = useTranslations("accounts");
  const words = useWords();
  if (event.kind === "revoked") return <span />;
  const names = (sets: GrantEvent["added"]) =>
    sets.map((set) => list("setName", { id: set.id, name: words(set.name) })).join(list("setList"));
  const first = event.kind === "authorized" || event.kind === "imported" || event.kind === "recovered";
  return (
    <div className="min-w-0 text-ink-2">
      <span className="figures text-ink">{t("sets", { count: event.permissionSetIds.length })}</span>
      {!first && event.added.length > 0 ? <p>{t("added", { names: names(event.added) })}</p> : null}
      {event.removed.length > 0 ? <p>{t("removed", { names: names(event.removed) })}</p> : null}
      {event.kind === "updated" && event.added.length + event.removed.length === 0 ? <p>{t("same")}</p> : null}
    </div>
  );
}

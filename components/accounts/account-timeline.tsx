"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { api } from "#components/shell/api.ts";
import { cn } from "#components/ui/cn.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import { timelineGlyph } from "./timeline-glyph.ts";
import { useTimelineText } from "./use-timeline-text.ts";

const kinds = ["authorization", "binding", "deployment", "review", "token", "other"] as const;

/** What happened to the account, newest first; one kind of it when asked, in the address. */
export function AccountTimeline({ account }: { account: { appId: string; name: string } }) {
  const { appId } = account;
  const t = useTranslations("accounts.timeline");
  const [kind, setKind] = useQueryState("show", parseAsStringLiteral(kinds));
  const text = useTimelineText(account);
  const query = useQuery(api.accounts.timeline.queryOptions({ input: { appId }, refetchInterval: 10_000 }));
  const all = query.data ?? [];
  const entries = kind ? all.filter((entry) => entry.kind === kind) : all;
  const present = kinds.filter((one) => one === kind || all.some((entry) => entry.kind === one));

  return (
    <section className="mt-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <h2 className="text-panel">{t("title")}</h2>
        {/* biome-ignore lint/a11y/useSemanticElements: a group of toggles is not a form's fieldset */}
        <div role="group" aria-label={t("filter")} className="-mx-2 flex flex-wrap">
          {[null, ...present].map((one) => (
            <button
              key={one ?? "all"}
              type="button"
              aria-pressed={one === kind}
              onClick={() => void setKind(one)}
              className={cn(
                "h-7 rounded-md px-2 transition-colors hover:text-ink max-desk:h-9",
                one === kind ? "font-medium text-ink" : "text-ink-2",
              )}
            >
              {t(`kinds.${one ?? "all"}`)}
            </button>
          ))}
        </div>
      </div>
      {query.data ? (
        entries.length > 0 ? (
          <div className="mt-1">
            <Timeline
              label={t("title")}
              entries={entries.map((entry) => ({
                key: entry.id,
                time: <RelativeTime at={entry.at} />,
                kind: timelineGlyph(entry),
                text: text.sentence(entry),
                reference: text.reference(entry),
                person: text.person(entry),
              }))}
            />
          </div>
        ) : (
          <p className="mt-2 text-ink-2">{kind ? t("emptyFiltered") : t("empty")}</p>
        )
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} className="px-0 py-4" />
      ) : (
        <div className="mt-4 flex flex-col gap-6">
          <Skeleton className="ml-24 w-1/3" />
          <Skeleton className="ml-24 w-2/5" />
          <Skeleton className="ml-24 w-1/4" />
        </div>
      )}
    </section>
  );
}

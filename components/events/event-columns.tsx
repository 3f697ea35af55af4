"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import { api } from "#components/shell/api.ts";
import { AccountLogo } from "#components/ui/account-logo.tsx";
import type { CompactRow, TableColumn } from "#components/ui/data-table.tsx";
import { useProblem } from "#components/ui/problem.ts";
import { RelativeTime, useMoment } from "#components/ui/relative-time.tsx";
import { State } from "#components/ui/state-glyph.tsx";
import type { CallbackEvent } from "#lib/callbacks/contract.ts";
import { useEventWords } from "./use-event-words.ts";
import { errorOfEvent, eventGlyph } from "./words.ts";

/** Names of the platforms by AppID; the AppID itself for one that is gone. */
export function usePlatformName(): (componentAppId: string) => string {
  const platforms = useQuery(api.platforms.list.queryOptions({ staleTime: 60_000 })).data;
  return (componentAppId) =>
    platforms?.find((platform) => platform.componentAppId === componentAppId)?.name ?? componentAppId;
}

/** Where an event stands. */
export function EventWord({ event, reversed = false }: { event: CallbackEvent; reversed?: boolean }) {
  const words = useEventWords();
  return (
    <State kind={eventGlyph(event)} reversed={reversed}>
      {words.state(event)}
    </State>
  );
}

/** Whom the event is about: the account, or the platform itself. */
function AboutCell({ event }: { event: CallbackEvent }) {
  const t = useTranslations("events");
  const platformName = usePlatformName();
  if (event.appId === null)
    return <span className="text-ink-2">{t("ofPlatform", { name: platformName(event.componentAppId) })}</span>;
  const name = event.accountName ?? event.appId;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <AccountLogo name={name} seed={event.appId} />
      <Link
        href={`/accounts/${event.appId}`}
        prefetch={false}
        className="truncate hover:underline hover:decoration-edge-hi hover:underline-offset-2"
      >
        {name}
      </Link>
    </span>
  );
}

function KindCell({ event, onOpen }: { event: CallbackEvent; onOpen: (id: string) => void }) {
  const words = useEventWords();
  const word = words.kind(event.kind);
  return (
    <span className="flex items-baseline gap-2">
      <button
        type="button"
        onClick={() => onOpen(event.id)}
        className={word === event.kind ? "rounded-xs mono" : "rounded-xs font-medium"}
      >
        {word}
      </button>
      {word === event.kind ? null : <span className="text-ink-2 mono max-wide:hidden">{event.kind}</span>}
    </span>
  );
}

function HandledCell({ event }: { event: CallbackEvent }) {
  const words = useEventWords();
  const moment = useMoment();
  const problemOf = useProblem();
  if (event.problem !== null) {
    const problem = problemOf(errorOfEvent(event.problem));
    return (
      <span className="block truncate text-ink-2" title={problem.message}>
        {problem.message}
      </span>
    );
  }
  if (event.handledAt === null) return <span className="text-ink-3">–</span>;
  return (
    <span className="text-ink-2" title={moment.exact(event.handledAt)} suppressHydrationWarning>
      {words.took(event)}
    </span>
  );
}

/** The table's columns, in the order of looking. `onOpen` opens an event; keep it the same function. */
export function useEventColumns(onOpen: (id: string) => void): TableColumn<CallbackEvent>[] {
  const t = useTranslations("events");
  const format = useFormatter();
  // biome-ignore lint/correctness/useExhaustiveDependencies: format follows the language, as t does
  return useMemo(
    () => [
      { id: "kind", header: t("columns.kind"), cell: (event) => <KindCell event={event} onOpen={onOpen} /> },
      {
        id: "about",
        header: t("columns.about"),
        className: "max-w-64",
        cell: (event) => <AboutCell event={event} />,
      },
      { id: "state", header: t("columns.state"), cell: (event) => <EventWord event={event} /> },
      {
        id: "handled",
        header: t("columns.handled"),
        className: "figures max-w-72",
        cell: (event) => <HandledCell event={event} />,
      },
      {
        id: "attempts",
        header: t("columns.attempts"),
        align: "end",
        wideOnly: true,
        className: "text-ink-2",
        cell: (event) => format.number(event.attempts),
      },
      {
        id: "received",
        header: t("columns.received"),
        align: "end",
        className: "text-ink-2",
        cell: (event) => <RelativeTime at={event.receivedAt} />,
      },
    ],
    [t, onOpen],
  );
}

/** The same row as two lines, for a phone. */
export function useCompactEvent(): (event: CallbackEvent) => CompactRow {
  const t = useTranslations("events");
  const words = useEventWords();
  const platformName = usePlatformName();
  const problemOf = useProblem();
  return (event) => ({
    title: words.kind(event.kind),
    end: <EventWord event={event} reversed />,
    meta: [
      event.appId === null
        ? t("ofPlatform", { name: platformName(event.componentAppId) })
        : (event.accountName ?? event.appId),
      event.problem === null ? null : problemOf(errorOfEvent(event.problem)).message,
    ],
    metaEnd: <RelativeTime at={event.receivedAt} />,
  });
}

"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import { ErrorNote } from "#components/ui/error-note.tsx";
import { type KeyValue, KeyValues } from "#components/ui/key-values.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { SidePanel } from "#components/ui/side-panel.tsx";
import type { CallbackEvent } from "#lib/callbacks/contract.ts";
import { EventWord, usePlatformName } from "./event-columns.tsx";
import type { EventFilters } from "./use-event-filters.ts";
import { useEventWords } from "./use-event-words.ts";
import { errorOfEvent } from "./words.ts";

/** One event at the edge: its times, and why it was not handled. Its content is never shown. */
export function EventPanel({ event, filters }: { event: CallbackEvent | undefined; filters: EventFilters }) {
  const words = useEventWords();
  if (!event) return null;
  return (
    <SidePanel open title={words.kind(event.kind)} onOpenChange={(open) => (open ? null : filters.open(null))}>
      <EventFacts event={event} filters={filters} />
    </SidePanel>
  );
}

function EventFacts({ event, filters }: { event: CallbackEvent; filters: EventFilters }) {
  const t = useTranslations("events");
  const facts = useFacts(event);
  const { appId } = event;
  return (
    <div className="px-6 py-4 max-desk:px-4">
      {event.problem === null ? null : (
        <ErrorNote error={errorOfEvent(event.problem)} className="mb-4 rounded-lg border border-edge px-4 py-3" />
      )}
      <KeyValues lined items={facts} />
      {appId === null ? null : (
        <div className="mt-4 flex flex-wrap gap-2">
          <Button onClick={() => filters.set({ account: appId })}>{t("panel.sameAccount")}</Button>
          <ButtonLink href={`/audit?account=${appId}`}>{t("panel.audit")}</ButtonLink>
        </div>
      )}
      <p className="mt-6 text-ink-2 text-meta">{t("panel.content")}</p>
    </div>
  );
}

function useFacts(event: CallbackEvent): KeyValue[] {
  const t = useTranslations("events.panel");
  const format = useFormatter();
  const words = useEventWords();
  const platformName = usePlatformName();
  const took = words.took(event);
  return [
    { key: "state", label: t("state"), value: <EventWord event={event} /> },
    { key: "kind", label: t("kind"), value: <Copyable text={event.kind} /> },
    ...(event.appId === null
      ? []
      : [
          {
            key: "account",
            label: t("account"),
            value: (
              <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
                <Link href={`/accounts/${event.appId}`} className="hover:underline hover:decoration-edge-hi">
                  {event.accountName ?? t("unknownAccount")}
                </Link>
                <Copyable text={event.appId} />
              </span>
            ),
          },
        ]),
    { key: "platform", label: t("platform"), value: platformName(event.componentAppId) },
    {
      key: "created",
      label: t("created"),
      value: event.createdAt === null ? null : <RelativeTime at={event.createdAt} />,
    },
    { key: "received", label: t("received"), value: <RelativeTime at={event.receivedAt} /> },
    {
      key: "handled",
      label: t("handled"),
      value:
        event.handledAt === null ? null : (
          <>
            <RelativeTime at={event.handledAt} /> <span className="figures text-ink-2">{took}</span>
          </>
        ),
    },
    { key: "attempts", label: t("attempts"), value: format.number(event.attempts) },
  ];
}

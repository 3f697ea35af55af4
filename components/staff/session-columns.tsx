"use client";

import type { InferContractRouterOutputs } from "@orpc/contract";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Button } from "#components/ui/button.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import type { CompactRow, TableColumn } from "#components/ui/data-table.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { State } from "#components/ui/state-glyph.tsx";
import type { Contract } from "#lib/api/contract.ts";
import { readUserAgent } from "./read-user-agent.ts";

export type Session = InferContractRouterOutputs<Contract>["staff"]["sessions"][number];

/** "Chrome on Windows", as far as the browser tells. */
export function useBrowserName(): (session: Session) => string {
  const t = useTranslations("staff.sessions");
  return ({ userAgent }) => {
    const { browser, system } = readUserAgent(userAgent);
    if (browser && system) return t("browserOn", { browser, system });
    return browser ?? system ?? t("browserUnknown");
  };
}

function BrowserCell({ session }: { session: Session }) {
  const t = useTranslations("staff.sessions");
  const browserName = useBrowserName();
  return (
    <span className="flex items-center gap-3">
      <span title={session.userAgent ?? undefined} className="font-medium">
        {browserName(session)}
      </span>
      {session.current ? <State kind="live">{t("current")}</State> : null}
    </span>
  );
}

function EndButton({ session, onEnd }: { session: Session; onEnd: (id: string) => void }) {
  const t = useTranslations("staff.sessions");
  if (session.current) return null;
  return (
    <Button size="small" look="ghost" onClick={() => onEnd(session.id)}>
      {t("end")}
    </Button>
  );
}

/** The table's columns; `onEnd` asks before a session ends, keep it the same function. */
export function useSessionColumns(onEnd: (id: string) => void, everybody: boolean): TableColumn<Session>[] {
  const t = useTranslations("staff.sessions");
  return useMemo(() => {
    const columns: TableColumn<Session>[] = [
      { id: "browser", header: t("columns.browser"), cell: (session) => <BrowserCell session={session} /> },
      {
        id: "address",
        header: t("columns.address"),
        cell: (session) =>
          session.ipAddress ? <Copyable text={session.ipAddress} /> : <span className="text-ink-3">–</span>,
      },
      {
        id: "created",
        header: t("columns.created"),
        align: "end",
        className: "text-ink-2",
        cell: (session) => <RelativeTime at={session.createdAt} />,
      },
      {
        id: "seen",
        header: t("columns.seen"),
        align: "end",
        className: "text-ink-2",
        cell: (session) => <RelativeTime at={session.lastSeenAt} />,
      },
      {
        id: "actions",
        header: <span className="sr-only">{t("columns.actions")}</span>,
        align: "end",
        width: "120px",
        cell: (session) => <EndButton session={session} onEnd={onEnd} />,
      },
    ];
    if (everybody)
      columns.unshift({
        id: "person",
        header: t("columns.person"),
        className: "max-w-48 truncate",
        cell: (session) => session.staffName,
      });
    return columns;
  }, [t, onEnd, everybody]);
}

/** The same row as two lines, for a phone. */
export function useCompactSession(onEnd: (id: string) => void, everybody: boolean): (session: Session) => CompactRow {
  const t = useTranslations("staff.sessions");
  const browserName = useBrowserName();
  return (session) => ({
    title: browserName(session),
    end: session.current ? (
      <State kind="live" reversed>
        {t("current")}
      </State>
    ) : (
      <EndButton session={session} onEnd={onEnd} />
    ),
    meta: [everybody ? session.staffName : null, session.ipAddress],
    metaEnd: <RelativeTime at={session.lastSeenAt} />,
  });
}

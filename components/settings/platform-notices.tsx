"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyButton } from "#components/ui/copyable.tsx";
import { ErrorNote } from "#components/ui/error-note.tsx";
import { useNowMs } from "#components/ui/now.tsx";
import { StateGlyph, type StateKind } from "#components/ui/state-glyph.tsx";
import type { Platform } from "#lib/platforms/contract.ts";

/** What a person must do, or wait for, before this platform works. Nothing when all is well. */
export function PlatformNotices({ platform }: { platform: Platform }) {
  const t = useTranslations("settings.platforms.notices");
  const now = useNowMs();
  const { refusedIpAddress, ticketReceivedAt, ticketExpiresAt, componentToken: token } = platform;
  const expired = ticketReceivedAt !== null && ticketExpiresAt !== null && ticketExpiresAt <= now;
  return (
    <div className="flex flex-col gap-2 [&:not(:empty)]:mt-4">
      {ticketReceivedAt === null ? (
        <Notice kind="waiting" title={t("firstTicketTitle")}>
          {t(platform.demo ? "firstTicketDemo" : "firstTicketText")}
        </Notice>
      ) : null}
      {expired ? (
        <Notice kind="warning" title={t("ticketExpiredTitle")}>
          {t("ticketExpiredText")}
        </Notice>
      ) : null}
      {refusedIpAddress === null ? null : (
        <Notice
          kind="warning"
          title={t("ipTitle", { ipAddress: refusedIpAddress })}
          end={<CopyButton text={refusedIpAddress} label={t("copyIp")} />}
        >
          {t("ipText")}
        </Notice>
      )}
      {token.state === "failing" && token.lastErrorCode !== null ? (
        <ErrorNote
          error={{ data: { code: token.lastErrorCode, errcode: token.lastErrcode, rid: token.lastRid } }}
          className={frame}
        />
      ) : null}
    </div>
  );
}

const frame = "rounded-lg border border-edge px-4 py-3";

interface NoticeProps {
  kind: StateKind;
  title: ReactNode;
  end?: ReactNode;
  children: ReactNode;
}

function Notice({ kind, title, end, children }: NoticeProps) {
  return (
    <div role="status" className={`flex items-start gap-2 ${frame}`}>
      <StateGlyph kind={kind} className="mt-[3px]" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        <p className="max-w-[68ch] text-ink-2">{children}</p>
      </div>
      {end}
    </div>
  );
}

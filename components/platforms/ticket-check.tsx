"use client";

import { Ticket } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import { useNowMs } from "#components/ui/now.tsx";
import { RelativeTime, useDuration } from "#components/ui/relative-time.tsx";
import { type CheckProps, CheckRow } from "./check-row.tsx";
import { useAskForTicket } from "./use-platform.ts";

/** Whether WeChat's tickets arrive; asks for one. */
export function TicketCheck({ platform, state }: CheckProps) {
  const t = useTranslations("platforms.checks.ticket");
  const now = useNowMs();
  const duration = useDuration();
  const mayManage = useMay("platforms.manage");
  const ask = useAskForTicket();
  const { componentAppId, ticketReceivedAt, ticketExpiresAt, ticketAskedAt } = platform;
  const at = (time: number | null) => () => <RelativeTime at={time} />;
  const isAsked = ticketAskedAt !== null && (ticketReceivedAt === null || ticketAskedAt > ticketReceivedAt);
  return (
    <CheckRow
      state={state}
      title={t("title")}
      action={
        mayManage ? (
          <Button
            icon={<Ticket aria-hidden="true" />}
            loading={ask.isPending}
            onClick={() => ask.mutate({ componentAppId })}
          >
            {t("ask")}
          </Button>
        ) : null
      }
    >
      {state === "ok"
        ? t.rich("ok", { time: at(ticketReceivedAt), left: duration((ticketExpiresAt ?? now) - now) })
        : state === "late"
          ? t.rich("late", { time: at(ticketReceivedAt) })
          : state === "trouble"
            ? t.rich("trouble", { time: at(ticketExpiresAt) })
            : t("waiting")}
      {isAsked ? <span className="ml-2">{t.rich("asked", { time: at(ticketAskedAt) })}</span> : null}
    </CheckRow>
  );
}

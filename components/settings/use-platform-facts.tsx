"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Copyable } from "#components/ui/copyable.tsx";
import type { KeyValue } from "#components/ui/key-values.tsx";
import { useNowMs } from "#components/ui/now.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { RelativeTime, useDuration } from "#components/ui/relative-time.tsx";
import type { Platform } from "#lib/platforms/contract.ts";

const time = (at: number | null) => () => <RelativeTime at={at} />;

/** Ticket, token, callbacks, import and quota of a platform: when and how many, never what. */
export function usePlatformFacts(platform: Platform): KeyValue[] {
  const t = useTranslations("settings.platforms.facts");
  const format = useFormatter();
  const ticket = useTicketText(platform);
  const token = useTokenText(platform);
  const quota = platform.reviewQuota;
  return [
    { key: "ticket", label: t("ticket"), value: ticket },
    { key: "token", label: t("token"), value: token },
    {
      key: "callback",
      label: t("callback"),
      value: <RelativeTime at={platform.lastCallbackAt} none={t("callbackNone")} />,
    },
    {
      key: "refused",
      label: t("refused"),
      value:
        platform.refusedCallbacks === 0 ? t("refusedNone") : t("refusedCount", { count: platform.refusedCallbacks }),
    },
    { key: "import", label: t("import"), value: <ImportText platform={platform} /> },
    {
      key: "quota",
      label: t("quota"),
      value: quota
        ? t.rich("quotaOf", {
            rest: format.number(quota.rest),
            limit: format.number(quota.limit),
            time: time(quota.readAt),
          })
        : t("quotaNever"),
    },
    {
      key: "connected",
      label: t("connected"),
      value: <RelativeTime at={platform.createdAt} />,
    },
  ];
}

function useTicketText(platform: Platform): ReactNode {
  const t = useTranslations("settings.platforms.facts");
  const now = useNowMs();
  const duration = useDuration();
  const { ticketReceivedAt, ticketExpiresAt, ticketAskedAt } = platform;
  const asked =
    ticketAskedAt !== null && (ticketReceivedAt === null || ticketAskedAt > ticketReceivedAt) ? (
      <span className="text-ink-2">{t.rich("ticketAsked", { time: time(ticketAskedAt) })}</span>
    ) : null;
  const text =
    ticketReceivedAt === null
      ? t("ticketNone")
      : ticketExpiresAt !== null && ticketExpiresAt <= now
        ? t.rich("ticketExpired", { time: time(ticketExpiresAt) })
        : t.rich("ticketReceived", {
            time: time(ticketReceivedAt),
            left: duration((ticketExpiresAt ?? now) - now),
          });
  return (
    <span className="flex flex-wrap gap-x-3" suppressHydrationWarning>
      <span suppressHydrationWarning>{text}</span>
      {asked}
    </span>
  );
}

function useTokenText({ componentToken: token }: Platform): ReactNode {
  const t = useTranslations("settings.platforms.facts");
  const now = useNowMs();
  const duration = useDuration();
  const live = token.expiresAt !== null && token.expiresAt > now && token.state !== "missing";
  return (
    <span className="flex flex-wrap gap-x-3">
      <span className={token.state === "failing" ? "text-cinnabar" : undefined}>{t(`tokenState.${token.state}`)}</span>
      {live && token.expiresAt !== null ? (
        <span className="figures text-ink-2" suppressHydrationWarning>
          {t("tokenLeft", { duration: duration(token.expiresAt - now) })}
        </span>
      ) : null}
      {token.refreshedAt === null ? null : (
        <span className="text-ink-2">{t.rich("tokenRefreshed", { time: time(token.refreshedAt) })}</span>
      )}
    </span>
  );
}

function ImportText({ platform }: { platform: Platform }) {
  const t = useTranslations("settings.platforms.facts");
  const { state, done, total, finishedAt, errcode } = platform.import;
  if (state === "idle") return t("importIdle");
  if (state === "running") {
    const words = total > 0 ? t("importRunning", { done, total }) : t("importStarting");
    return (
      <span className="flex min-w-48 flex-col gap-1.5">
        <span className="figures">{words}</span>
        <Progress label={words} value={done} max={Math.max(1, total)} className="max-w-64" />
      </span>
    );
  }
  if (state === "failed")
    return (
      <span className="figures flex flex-wrap gap-x-3">
        <span className="text-cinnabar">{t("importFailed", { done, total })}</span>
        {errcode === null ? null : <Copyable text={String(errcode)} />}
      </span>
    );
  return <span className="figures">{t.rich("importDone", { count: done, time: time(finishedAt) })}</span>;
}

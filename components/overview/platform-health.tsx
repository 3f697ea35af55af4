"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useMay } from "#components/shell/me.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { type KeyValue, KeyValues } from "#components/ui/key-values.tsx";
import { useNowMs } from "#components/ui/now.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { RelativeTime, useDuration } from "#components/ui/relative-time.tsx";
import { State } from "#components/ui/state-glyph.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import { healthOf } from "./health.ts";
import { SectionHead } from "./section-head.tsx";

/** Ticket, token, callbacks and quota of each platform; nothing of what they are, only how they are. */
export function PlatformHealth({ platforms }: { platforms: readonly Platform[] }) {
  const t = useTranslations("overview.health");
  const mayConnect = useMay("platforms.manage");
  if (platforms.length === 0) {
    return (
      <section>
        <SectionHead title={t("title")} />
        <p className="mt-2 font-medium">{t("none")}</p>
        <p className="text-ink-2">{t("noneText")}</p>
        {mayConnect ? (
          <ButtonLink
            look="primary"
            className="mt-3"
            href="/settings/platforms/connect"
            icon={<Plus aria-hidden="true" />}
          >
            {t("connect")}
          </ButtonLink>
        ) : null}
      </section>
    );
  }
  return platforms.map((platform) => (
    <OnePlatform key={platform.componentAppId} platform={platform} named={platforms.length > 1} />
  ));
}

function OnePlatform({ platform, named }: { platform: Platform; named: boolean }) {
  const t = useTranslations("overview.health");
  const now = useNowMs();
  const health = healthOf(platform, now);
  const facts = useFacts(platform, now);
  return (
    <section>
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="text-section">
          {t("title")}
          {named ? <span className="ml-2 font-normal text-base text-ink-2">{platform.name}</span> : null}
        </h2>
        <Link href={`/settings/platforms/${platform.componentAppId}`}>
          <State kind={health === "ok" ? "ok" : health === "waiting" ? "working" : "warning"} className="text-meta">
            <span className={health === "ok" ? "text-jade" : undefined}>{t(health)}</span>
          </State>
        </Link>
      </div>
      <KeyValues lined justified items={facts} className="mt-1" />
      <QuotaBar platform={platform} />
    </section>
  );
}

/** First the list is read, then each account. */
function readingKey({ state, listed, total }: Platform["import"]) {
  if (state === "failed") return "importFailed";
  return listed < total ? "importListing" : "importRunning";
}

function useFacts(platform: Platform, now: number): KeyValue[] {
  const t = useTranslations("overview.health");
  const format = useFormatter();
  const duration = useDuration();
  const { componentToken: token, import: reading } = platform;
  const time = (at: number | null) => () => <RelativeTime at={at} />;
  const b = (chunks: React.ReactNode) => <strong className="font-medium">{chunks}</strong>;
  const ticket =
    platform.ticketReceivedAt === null
      ? t("ticketNone")
      : platform.ticketExpiresAt !== null && platform.ticketExpiresAt <= now
        ? t.rich("ticketExpired", { time: time(platform.ticketExpiresAt) })
        : t.rich("ticketReceived", { time: time(platform.ticketReceivedAt) });
  const tokenText =
    token.state === "valid" && token.expiresAt !== null
      ? t("tokenLeft", { duration: duration(token.expiresAt - now) })
      : t(`tokenState.${token.state}`);
  return [
    { key: "ticket", label: t("ticket"), value: ticket },
    {
      key: "token",
      label: t("token"),
      value: <span className={token.state === "failing" ? "text-cinnabar" : undefined}>{tokenText}</span>,
    },
    {
      key: "callback",
      label: t("callback"),
      value: (
        <>
          <RelativeTime at={platform.lastCallbackAt} none={t("callbackNone")} />
          {platform.refusedCallbacks > 0 ? (
            <span className="ml-2 text-ink-2">{t("refused", { count: platform.refusedCallbacks })}</span>
          ) : null}
        </>
      ),
    },
    ...(reading.state === "running" || reading.state === "failed"
      ? [
          {
            key: "import",
            label: t("import"),
            value: t(readingKey(reading), { listed: reading.listed, done: reading.done, total: reading.total }),
          },
        ]
      : []),
    {
      key: "quota",
      label: t("quota"),
      value: platform.reviewQuota ? (
        t.rich("quotaOf", {
          rest: format.number(platform.reviewQuota.rest),
          limit: format.number(platform.reviewQuota.limit),
          b,
        })
      ) : (
        <span className="text-ink-2">{t("quotaNever")}</span>
      ),
    },
  ];
}

function QuotaBar({ platform }: { platform: Platform }) {
  const t = useTranslations("overview.health");
  const quota = platform.reviewQuota;
  if (!quota || quota.limit === 0) return null;
  const low = quota.rest < quota.limit * 0.1;
  return <Progress label={t("quota")} value={quota.rest} max={quota.limit} tone={low ? "amber" : "slate"} />;
}

"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Copyable } from "#components/ui/copyable.tsx";
import type { CompactRow, TableColumn } from "#components/ui/data-table.tsx";
import { useNowMs } from "#components/ui/now.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import { checkNames, checksOf, countDone } from "./checks.ts";
import { HealthState } from "./health-state.tsx";
import { AccountCount, CallsLeft, ReviewsLeft } from "./platform-figures.tsx";

/** Columns in which platforms are compared. */
export function usePlatformColumns(): TableColumn<Platform>[] {
  const t = useTranslations("platforms.list");
  return [
    { id: "name", header: t("name"), cell: (platform) => <Name platform={platform} /> },
    {
      id: "appId",
      header: t("appId"),
      wideOnly: true,
      cell: ({ componentAppId }) => <Copyable text={componentAppId} />,
    },
    { id: "state", header: t("state"), cell: (platform) => <Condition platform={platform} /> },
    { id: "checklist", header: t("checklist"), cell: (platform) => <ChecksDone platform={platform} /> },
    {
      id: "ticket",
      header: t("ticket"),
      cell: ({ ticketReceivedAt }) => <RelativeTime at={ticketReceivedAt} none={t("ticketNone")} />,
    },
    {
      id: "accounts",
      header: t("accounts"),
      align: "end",
      cell: ({ componentAppId }) => <AccountCount componentAppId={componentAppId} />,
    },
    { id: "reviews", header: t("reviews"), align: "end", cell: (platform) => <ReviewsLeft platform={platform} /> },
    {
      id: "calls",
      header: t("calls"),
      align: "end",
      cell: ({ componentAppId }) => <CallsLeft componentAppId={componentAppId} />,
    },
  ];
}

/** The same as two lines on a phone. */
export function compactPlatform(platform: Platform): CompactRow {
  return {
    title: <Name platform={platform} />,
    end: <HealthState platform={platform} reversed />,
    meta: [<ChecksDone key="checks" platform={platform} />, <CountedAccounts key="accounts" platform={platform} />],
    metaEnd: <RelativeTime at={platform.ticketReceivedAt} />,
  };
}

function Name({ platform }: { platform: Platform }) {
  const t = useTranslations("platforms");
  return (
    <>
      <Link href={`/settings/platforms/${platform.componentAppId}`} className="font-medium">
        {platform.name}
      </Link>
      {platform.demo ? <span className="ml-2 text-ink-2">{t("demo")}</span> : null}
    </>
  );
}

/** Its health, and since when WeChat has not answered it. */
function Condition({ platform }: { platform: Platform }) {
  const t = useTranslations("platforms.list");
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-3">
      <HealthState platform={platform} />
      {platform.silentSince === null ? null : (
        <span className="text-ink-2">
          {t.rich("silent", { time: () => <RelativeTime at={platform.silentSince} /> })}
        </span>
      )}
    </span>
  );
}

function ChecksDone({ platform }: { platform: Platform }) {
  const t = useTranslations("platforms.list");
  const checks = checksOf(platform, useNowMs());
  const open = checkNames.find((name) => checks[name] !== "ok" && checks[name] !== "due");
  return (
    <span className="figures">
      {t("checksDone", { done: countDone(checks), total: checkNames.length })}
      {open ? <span className="ml-2 text-ink-2">{t(`open.${open}`)}</span> : null}
    </span>
  );
}

function CountedAccounts({ platform }: { platform: Platform }) {
  return <AccountCount componentAppId={platform.componentAppId} worded />;
}

"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Copyable } from "#components/ui/copyable.tsx";
import type { KeyValue } from "#components/ui/key-values.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { Platform } from "#lib/platforms/contract.ts";

const time = (at: number | null) => () => <RelativeTime at={at} />;

/** Pushes, import and review quota of a platform: when and how many. */
export function usePlatformFacts(platform: Platform): KeyValue[] {
  const t = useTranslations("platforms.facts");
  const format = useFormatter();
  const quota = platform.reviewQuota;
  return [
    ...(platform.silentSince === null
      ? []
      : [{ key: "silent", label: t("silent"), value: t.rich("silentSince", { time: time(platform.silentSince) }) }]),
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
    { key: "connected", label: t("connected"), value: <RelativeTime at={platform.createdAt} /> },
  ];
}

/** Where the reading of existing authorizations stands. */
export function ImportText({ platform }: { platform: Platform }) {
  const t = useTranslations("platforms.facts");
  const { state, listed, done, total, finishedAt, errcode } = platform.import;
  if (state === "idle") return t("importIdle");
  if (state === "running") {
    const isListing = listed < total;
    const read = isListing ? listed : done;
    const counted = isListing ? t("importListing", { listed, total }) : t("importRunning", { done, total });
    const words = total > 0 ? counted : t("importStarting");
    return (
      <span className="flex min-w-48 flex-col gap-1.5">
        <span className="figures">{words}</span>
        <Progress label={words} value={read} max={Math.max(1, total)} className="max-w-64" />
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

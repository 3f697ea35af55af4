"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import type { Platform } from "#lib/platforms/contract.ts";

/** How many accounts are authorized to the platform; a count that is kept, not made. */
export function AccountCount({ componentAppId, worded = false }: { componentAppId: string; worded?: boolean }) {
  const t = useTranslations("platforms.list");
  const format = useFormatter();
  const count = useQuery(
    api.accounts.list.queryOptions({
      input: { platform: componentAppId, state: "authorized", limit: 1 },
      staleTime: 15_000,
    }),
  ).data?.total;
  if (count === undefined) return <span className="text-ink-3">–</span>;
  return <span className="figures">{worded ? t("accountsOf", { count }) : format.number(count)}</span>;
}

/** What is left of the month's review quota, as last read. */
export function ReviewsLeft({ platform: { reviewQuota } }: { platform: Platform }) {
  const t = useTranslations("platforms.list");
  const format = useFormatter();
  if (reviewQuota === null) return <span className="text-ink-2">{t("reviewsNever")}</span>;
  return (
    <span className="figures">
      {format.number(reviewQuota.rest)} / {format.number(reviewQuota.limit)}
    </span>
  );
}

/** The call that has least left today, as a share: the first that will be refused. */
export function CallsLeft({ componentAppId }: { componentAppId: string }) {
  const t = useTranslations("platforms.list");
  const format = useFormatter();
  const lines = useQuery(api.quota.get.queryOptions({ input: { componentAppId }, staleTime: 15_000 })).data?.lines;
  const shares = (lines ?? []).flatMap(({ remain, dailyLimit }) =>
    remain !== null && dailyLimit ? [remain / dailyLimit] : [],
  );
  if (shares.length === 0) return <span className="text-ink-2">{t("callsNever")}</span>;
  const share = format.number(Math.floor(Math.min(...shares) * 100) / 100, { style: "percent" });
  return <span className="figures">{t("callsLeast", { share })}</span>;
}

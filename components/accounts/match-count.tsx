"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";

interface MatchCountProps {
  matches: { total: number; totalCapped: boolean } | undefined;
}

/** "1,284 of 100,031": matches of the filter, and all there are. */
export function MatchCount({ matches }: MatchCountProps) {
  const t = useTranslations("accounts");
  const format = useFormatter();
  const all = useQuery(api.accounts.counts.queryOptions({ refetchInterval: 10_000 })).data?.all;
  if (!matches) return null;
  const number = format.number(matches.total);
  const shown = matches.totalCapped ? t("capped", { count: number }) : number;
  const b = (chunks: React.ReactNode) => <strong className="font-medium text-ink">{chunks}</strong>;
  return (
    <span aria-live="polite">
      {all === undefined || (matches.total === all && !matches.totalCapped)
        ? t.rich("countOnly", { all: shown, b })
        : t.rich("countOf", { shown, all: format.number(all), b })}
    </span>
  );
}

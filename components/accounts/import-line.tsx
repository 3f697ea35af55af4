"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { Progress } from "#components/ui/progress.tsx";

/** One line under the tabs while existing authorizations are being read from WeChat. */
export function ImportLine() {
  const t = useTranslations("accounts");
  const platforms = useQuery(
    api.platforms.list.queryOptions({
      refetchInterval: (query) =>
        query.state.data?.some((platform) => platform.import.state === "running") ? 2_000 : 30_000,
    }),
  ).data;
  const running = platforms?.filter((platform) => platform.import.state === "running") ?? [];
  if (running.length === 0) return null;
  const sumOf = (part: "listed" | "done" | "total") => running.reduce((sum, each) => sum + each.import[part], 0);
  const [listed, done, total] = [sumOf("listed"), sumOf("done"), sumOf("total")];
  const isListing = listed < total;
  const counted = isListing ? t("importingList", { listed, total }) : t("importing", { done, total });
  const words = total > 0 ? counted : t("importingUnknown");
  return (
    <div
      className="flex shrink-0 items-center gap-4 border-line border-b bg-paper px-6 py-2 max-desk:px-4"
      role="status"
    >
      <span className="figures min-w-0 flex-1 truncate text-ink-2">{words}</span>
      <Progress label={words} value={isListing ? listed : done} max={Math.max(1, total)} className="max-w-48" />
    </div>
  );
}

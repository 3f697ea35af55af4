"use client";

import { useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import { Progress } from "#components/ui/progress.tsx";

interface CapacityProps {
  used: number;
  limit: number;
}

/** How full the library is: WeChat keeps 200 templates a platform. */
export function Capacity({ used, limit }: CapacityProps) {
  const t = useTranslations("templates.capacity");
  const left = limit - used;
  const tone = left <= 0 ? "cinnabar" : left <= limit * 0.05 ? "amber" : "bronze";
  return (
    <span className="flex items-center gap-3">
      <span className={cn(left <= 0 && "text-cinnabar")}>
        {left <= 0
          ? t("full", { limit })
          : t.rich("used", { used, limit, b: (chunks) => <strong className="font-medium text-ink">{chunks}</strong> })}
      </span>
      <Progress label={t("label")} value={used} max={limit} tone={tone} className="w-24" />
    </span>
  );
}

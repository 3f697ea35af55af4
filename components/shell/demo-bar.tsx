"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMay } from "./me.tsx";

/** Thin line over everything while WeChat is simulated. */
export function DemoBar() {
  const t = useTranslations("shell.demo");
  const mayManage = useMay("platforms.manage");
  return (
    <section
      aria-label={t("label")}
      className="flex min-h-7 shrink-0 items-center justify-center gap-x-2 border-line border-b bg-sunk px-4 py-1 text-center text-ink-2 text-meta"
    >
      <span>{t("text")}</span>
      {mayManage ? (
        <Link href="/settings/platforms/connect" className="shrink-0 font-medium text-bronze hover:text-bronze-hover">
          {t("connect")}
        </Link>
      ) : null}
    </section>
  );
}

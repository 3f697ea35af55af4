"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMay } from "#components/shell/me.tsx";
import { StateGlyph } from "#components/ui/state-glyph.tsx";

/** Sealed values of this platform do not open: nothing works until they are entered again. */
export function BrokenSecrets() {
  const t = useTranslations("platforms.broken");
  const mayManage = useMay("platforms.manage");
  return (
    <div role="alert" className="flex items-start gap-2 border-line border-b px-6 py-4 max-desk:px-4">
      <StateGlyph kind="failed" className="mt-[3px]" />
      <div>
        <p className="font-medium">{t("title")}</p>
        <p className="max-w-[68ch] text-ink-2">{t("text")}</p>
        {mayManage ? (
          <Link href="?tab=keys" scroll={false} className="font-medium text-bronze hover:text-bronze-hover">
            {t("action")}
          </Link>
        ) : null}
      </div>
    </div>
  );
}

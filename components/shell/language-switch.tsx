"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { type Locale, localeCookie } from "#i18n/locales.ts";
import { rememberInCookie } from "./providers.tsx";

/** Turns to the other language; the page is drawn again in place. */
export function useLanguage() {
  const router = useRouter();
  const locale = useLocale() as Locale;
  const other: Locale = locale === "en" ? "zh-CN" : "en";
  return {
    locale,
    other,
    turn: () => {
      rememberInCookie(localeCookie, other);
      router.refresh();
    },
  };
}

/** The other language's name, in that language. */
export function LanguageSwitch() {
  const t = useTranslations("shell");
  const { other, turn } = useLanguage();
  return (
    <Tooltip content={t("language")}>
      <button
        type="button"
        onClick={turn}
        lang={other}
        className="flex size-8 shrink-0 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-hover hover:text-ink max-desk:size-11"
      >
        {t("otherLanguageShort")}
        <span className="sr-only">{t("otherLanguage")}</span>
      </button>
    </Tooltip>
  );
}

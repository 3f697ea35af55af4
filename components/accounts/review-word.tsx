"use client";

import { useTranslations } from "next-intl";
import { useNowMs } from "#components/ui/now.tsx";
import { State } from "#components/ui/state-glyph.tsx";
import type { AccountRow } from "#lib/accounts/contract.ts";
import { reviewGlyphs } from "./words.ts";

const minuteMs = 60_000;

/** Words for how long something has lasted, in its largest unit: "3 h". Input ms since the epoch. */
export function useLasting(): (since: number) => string {
  const t = useTranslations("accounts.since");
  const now = useNowMs();
  return (since) => {
    const minutes = Math.max(1, Math.floor((now - since) / minuteMs));
    if (minutes < 60) return t("minutes", { n: minutes });
    if (minutes < 24 * 60) return t("hours", { n: Math.floor(minutes / 60) });
    return t("days", { n: Math.floor(minutes / (24 * 60)) });
  };
}

/** WeChat's review of the account's newest submission; how long it lasts while it does. */
export function ReviewWord({ review }: { review: AccountRow["review"] }) {
  const t = useTranslations("accounts");
  const lasting = useLasting();
  if (!review) return <span className="text-ink-3">{t("none")}</span>;
  const word = t(`review.${review.state}`);
  const goesOn = review.state === "reviewing" || review.state === "delayed";
  return (
    <State kind={reviewGlyphs[review.state]}>
      {goesOn ? t("reviewFor", { state: word, duration: lasting(review.since) }) : word}
    </State>
  );
}

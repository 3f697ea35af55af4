"use client";

import { Check, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useNowMs } from "#components/ui/now.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StateGlyph, type StateKind } from "#components/ui/state-glyph.tsx";
import type { Overview } from "#lib/overview/contract.ts";

type Need = Overview["needs"][number];

const glyphs: Record<Need["kind"], StateKind> = {
  targets_failed: "failed",
  reviews_rejected: "rejected",
  unclaimed_grants: "unclaimed",
  invitations_stuck: "waiting",
  binding_unknown: "unknown",
  ticket_missing: "failed",
  token_failing: "failed",
  release_waiting: "approved",
  ip_refused: "failed",
  import_failed: "failed",
};

/** Each line says what, how much, since when, and leads to where it is done. */
export function NeedsList({ needs }: { needs: Overview["needs"] }) {
  const t = useTranslations("overview.needs");
  const format = useFormatter();
  const now = useNowMs();
  return (
    <section>
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="text-panel">
          {t("title")}
          {needs.length > 0 ? (
            <span className="ml-2 font-normal text-base text-ink-2">{t("count", { count: needs.length })}</span>
          ) : null}
        </h2>
        <span className="figures text-ink-2 text-meta" suppressHydrationWarning>
          {format.dateTime(now, { month: "short", day: "numeric", weekday: "long" })}
        </span>
      </div>
      {needs.length === 0 ? (
        <div className="mt-3 flex gap-2">
          <Check className="mt-0.5 size-4 shrink-0 text-jade" aria-hidden="true" />
          <div>
            <p className="font-medium">{t("none")}</p>
            <p className="max-w-[68ch] text-ink-2">{t("noneText")}</p>
          </div>
        </div>
      ) : (
        <ul className="mt-2">
          {needs.map((need) => (
            <NeedLine key={need.kind} need={need} />
          ))}
        </ul>
      )}
    </section>
  );
}

function NeedLine({ need }: { need: Need }) {
  const t = useTranslations("overview");
  const address = need.values.ipAddress;
  const note =
    need.kind === "ip_refused" && address
      ? t("needNote.ip_refused_at", { ipAddress: address })
      : t(`needNote.${need.kind}`);
  return (
    <li className="group/need relative border-line-2 border-b last:border-b-0">
      <div className="-mx-3 flex min-h-12 items-center gap-3 rounded-md px-3 transition-colors group-hover/need:bg-hover">
        <StateGlyph kind={glyphs[need.kind]} />
        <div className="flex min-w-0 flex-1 items-baseline gap-x-6 max-sm:block">
          <Link
            href={need.href}
            className="figures flex-[3] font-medium text-prose after:absolute after:inset-0 max-sm:block"
          >
            {t(`needs.${need.kind}`, { count: need.count })}
          </Link>
          <span className="min-w-0 flex-[2] truncate text-ink-2 max-wide:hidden max-sm:block">{note}</span>
        </div>
        <span className="w-28 shrink-0 text-right text-ink-2 max-sm:hidden">
          {need.since === null ? null : <RelativeTime at={need.since} />}
        </span>
        <span
          className="flex w-28 shrink-0 items-center justify-end gap-1 text-bronze max-desk:w-auto"
          aria-hidden="true"
        >
          <span className="max-sm:hidden">{t(`needAction.${need.kind}`)}</span>
          <ChevronRight className="size-4" />
        </span>
      </div>
    </li>
  );
}

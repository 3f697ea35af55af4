"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { StateGlyph } from "#components/ui/state-glyph.tsx";
import type { Invitation } from "#lib/authorization/contract.ts";

/** Above the code, which still works: which account was picked by mistake, and what to tell the merchant. */
export function WrongAccount({ invitation }: { invitation: Invitation }) {
  const t = useTranslations("invitations.one.wrongAccount");
  return (
    <section className="mb-3 flex gap-2 rounded-lg border border-cinnabar px-4 py-3 text-left">
      <StateGlyph kind="rejected" className="mt-[3px]" />
      <div className="min-w-0">
        <h2 className="font-medium text-cinnabar">{t("title")}</h2>
        <p className="text-ink-2">{t("text", { name: invitation.account?.name ?? "" })}</p>
        <Link href="/accounts?tab=unclaimed" className="text-bronze hover:text-bronze-hover">
          {t("claim")}
        </Link>
      </div>
    </section>
  );
}

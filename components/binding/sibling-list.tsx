"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { AccountLogo } from "#components/ui/account-logo.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { Binding } from "#lib/binding/contract.ts";

/** Our other accounts under the same open account: a person has one UnionID in all of them. */
export function SiblingList({ binding }: { binding: Binding }) {
  const t = useTranslations("binding");
  const kinds = useTranslations("accounts.kind");
  const more = binding.siblingCount - binding.siblings.length;
  return (
    <div className="mt-4 border-line border-t pt-3">
      <h3 className="text-section">
        {t("siblings")}
        <span className="figures ml-2 font-normal text-ink-2">{binding.siblingCount}</span>
      </h3>
      {binding.siblings.length === 0 ? <p className="mt-1 text-ink-2">{t("noSiblings")}</p> : null}
      <ul className="mt-1">
        {binding.siblings.map((sibling) => (
          <li key={sibling.appId} className="flex h-7 items-center gap-2">
            <AccountLogo name={sibling.name} seed={sibling.appId} src={sibling.logoUrl} />
            <Link
              href={`/accounts/${sibling.appId}`}
              prefetch={false}
              className="min-w-0 flex-1 truncate hover:underline hover:decoration-edge-hi hover:underline-offset-2"
            >
              {sibling.name}
            </Link>
            <span className="w-28 shrink-0 text-ink-2 max-sm:hidden">
              {kinds.has(sibling.kind) ? kinds(sibling.kind) : sibling.kind}
            </span>
            {sibling.askedAt === null ? null : (
              <span className="shrink-0 text-right text-ink-2">
                {t.rich("askedShort", { time: () => <RelativeTime at={sibling.askedAt} /> })}
              </span>
            )}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="text-ink-2">{t("moreSiblings", { count: more })}</p> : null}
    </div>
  );
}

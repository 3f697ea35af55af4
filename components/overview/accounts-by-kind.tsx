"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import type { Overview } from "#lib/overview/contract.ts";
import { SectionHead } from "./section-head.tsx";

interface AccountsByKindProps {
  accounts: Overview["accounts"];
  total: number;
}

/** How many accounts of each kind can be worked for, lack something, or are gone; each number a filter. */
export function AccountsByKind({ accounts, total }: AccountsByKindProps) {
  const t = useTranslations("overview.accounts");
  const kinds = useTranslations("accounts.kind");
  const format = useFormatter();
  return (
    <section>
      <SectionHead title={t("title")} note={format.number(total)} />
      {accounts.length === 0 ? <p className="mt-1 text-ink-2">{t("none")}</p> : null}
      {accounts.length > 0 ? (
        <table className="figures mt-1 w-full border-separate border-spacing-0">
          <caption className="sr-only">{t("table")}</caption>
          <thead>
            <tr className="text-ink-2 text-meta">
              <th scope="col" className="h-8 border-line border-b text-left font-normal">
                <span className="sr-only">{t("kind")}</span>
              </th>
              {(["complete", "missing", "revoked"] as const).map((column) => (
                <th key={column} scope="col" className="h-8 border-line border-b text-right font-normal">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {accounts.map((row) => (
              <tr key={row.kind}>
                <th scope="row" className="h-9 border-line-2 border-b text-left font-normal">
                  {kinds.has(row.kind) ? kinds(row.kind) : row.kind}
                </th>
                <Count count={row.complete} href={`/accounts?kind=${row.kind}`} className="text-ink" />
                <Count
                  count={row.missing}
                  href={`/accounts?kind=${row.kind}&missing=0`}
                  className={row.missing > 0 ? "text-amber" : "text-ink-2"}
                />
                <Count count={row.revoked} href={`/accounts?kind=${row.kind}&state=revoked`} className="text-ink-2" />
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}

function Count({ count, href, className }: { count: number; href: string; className: string }) {
  const format = useFormatter();
  const number = format.number(count);
  return (
    <td className={cn("h-9 border-line-2 border-b text-right", className)}>
      {count > 0 ? (
        <Link href={href} className="hover:underline hover:underline-offset-2">
          {number}
        </Link>
      ) : (
        number
      )}
    </td>
  );
}

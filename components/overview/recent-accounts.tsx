"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { accountHref } from "#components/accounts/account-columns.tsx";
import { MissingSets } from "#components/accounts/permission-count.tsx";
import { useMay } from "#components/shell/me.tsx";
import { AccountLogo } from "#components/ui/account-logo.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { Overview } from "#lib/overview/contract.ts";
import { SectionHead } from "./section-head.tsx";

interface RecentAccountsProps {
  rows: Overview["recent"];
  today: number;
}

/** The newest authorizations. */
export function RecentAccounts({ rows, today }: RecentAccountsProps) {
  const t = useTranslations("overview.recent");
  const kinds = useTranslations("accounts.kind");
  const mayInvite = useMay("invitations.create");
  return (
    <section>
      <SectionHead
        title={t("title")}
        note={today > 0 ? t("today", { count: today }) : null}
        link={{ href: "/accounts", label: t("all") }}
      />
      <ul className="mt-1">
        {rows.map((row) => (
          <li
            key={row.appId}
            className="group/row relative flex min-h-9 items-center gap-3 border-line-2 border-b last:border-b-0"
          >
            <AccountLogo name={row.name} seed={row.appId} src={row.logoUrl} />
            <Link
              href={accountHref(row)}
              prefetch={false}
              className="min-w-0 flex-[2] truncate font-medium after:absolute after:inset-0 group-hover/row:underline group-hover/row:decoration-edge-hi group-hover/row:underline-offset-2"
            >
              {row.name}
            </Link>
            <span className="flex-1 truncate text-ink-2 max-sm:hidden">{kinds(row.kind)}</span>
            <span className="figures flex-[2] truncate text-ink-2 max-sm:hidden">
              {t("sets", { count: row.permissionSetCount })}
              <span className="relative z-10 ml-3">
                <MissingSets row={row} />
              </span>
            </span>
            <span className="w-28 shrink-0 text-right text-ink-2">
              <RelativeTime at={row.authorizedAt} />
            </span>
          </li>
        ))}
      </ul>
      {rows.length === 0 ? <p className="mt-1 text-ink-2">{t("none")}</p> : null}
      {mayInvite ? (
        <ButtonLink
          look={rows.length === 0 ? "primary" : "secondary"}
          size="small"
          className="mt-3"
          href="/invitations/new"
          icon={<Plus aria-hidden="true" />}
        >
          {t("invite")}
        </ButtonLink>
      ) : null}
    </section>
  );
}

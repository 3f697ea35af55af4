"use client";

import { ArrowRight, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMay } from "#components/shell/me.tsx";
import { AccountLogo } from "#components/ui/account-logo.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Mark } from "#components/ui/mark.tsx";
import { useMoment } from "#components/ui/relative-time.tsx";
import { StateGlyph } from "#components/ui/state-glyph.tsx";
import type { Invitation } from "#lib/authorization/contract.ts";
import { invitationGlyphs } from "./words.ts";

/** In place of the code once it leads nowhere: how it ended, and the next step. */
export function InvitationOutcome({ invitation, arrived }: { invitation: Invitation; arrived: boolean }) {
  const t = useTranslations("invitations.one");
  const moment = useMoment();
  const account = invitation.account;
  const name = account?.name ?? "";

  switch (invitation.state) {
    case "authorized":
      return (
        <Outcome
          sign={<Mark className="size-14" closing={arrived} />}
          title={t("authorized.title", { name })}
          actions={
            <>
              {account ? (
                <ButtonLink look="primary" href={`/accounts/${account.appId}`}>
                  {t("authorized.open")}
                  <ArrowRight aria-hidden="true" />
                </ButtonLink>
              ) : null}
              <Again label={t("authorized.again")} href="/invitations/new" look="secondary" />
            </>
          }
        >
          {account ? (
            <span className="mb-2 flex items-center justify-center gap-2 text-ink">
              <AccountLogo name={account.name} seed={account.appId} src={account.logoUrl} size={24} />
              <span className="mono">{account.appId}</span>
            </span>
          ) : null}
          {t("authorized.text")} {arrived ? t("authorized.reading") : null}
        </Outcome>
      );
    case "cancelled":
      return (
        <Outcome
          sign={<Sign invitation={invitation} />}
          title={t("cancelledState.title")}
          actions={<Again label={t("cancelledState.again")} href={againHref(invitation)} look="primary" />}
        >
          {t("cancelledState.text", { date: moment.absolute(invitation.cancelledAt ?? invitation.createdAt) })}
        </Outcome>
      );
    default:
      return (
        <Outcome
          sign={<Sign invitation={invitation} />}
          title={t("expired.title")}
          actions={<Again label={t("expired.again")} href={againHref(invitation)} look="primary" />}
        >
          {t("expired.text", { date: moment.absolute(invitation.expiresAt) })}
        </Outcome>
      );
  }
}

interface OutcomeProps {
  sign: ReactNode;
  title: string;
  actions: ReactNode;
  children: ReactNode;
}

function Outcome({ sign, title, actions, children }: OutcomeProps) {
  return (
    <section className="flex flex-col items-center rounded-lg border border-edge px-6 py-12 text-center">
      {sign}
      <h2 className="mt-4 text-title">{title}</h2>
      <div className="mt-1 max-w-[44ch] text-ink-2">{children}</div>
      <div className="mt-6 flex flex-wrap justify-center gap-2">{actions}</div>
    </section>
  );
}

function Sign({ invitation }: { invitation: Invitation }) {
  return <StateGlyph kind={invitationGlyphs[invitation.state]} className="size-10" />;
}

function Again({ label, href, look }: { label: string; href: string; look: "primary" | "secondary" }) {
  if (!useMay("invitations.create")) return null;
  return (
    <ButtonLink look={look} href={href} icon={<Plus aria-hidden="true" />}>
      {label}
    </ButtonLink>
  );
}

/** The same invitation once more, filled in. */
function againHref(invitation: Invitation): string {
  const query = new URLSearchParams({
    platform: invitation.componentAppId,
    reference: invitation.merchantReference,
    kind: invitation.accountKind,
  });
  if (invitation.merchantName) query.set("name", invitation.merchantName);
  if (invitation.fixedAppId) query.set("appId", invitation.fixedAppId);
  return `/invitations/new?${query}`;
}

"use client";

import { useTranslations } from "next-intl";
import { parseAsBoolean, useQueryState } from "nuqs";
import { statusOf } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { Page } from "#components/shell/page.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { useMediaQuery } from "#components/ui/use-media-query.ts";
import type { Invitation } from "#lib/authorization/contract.ts";
import { CancelInvitation } from "./cancel-invitation.tsx";
import { InvitationFacts } from "./invitation-facts.tsx";
import { InvitationLinks } from "./invitation-links.tsx";
import { InvitationOutcome } from "./invitation-outcome.tsx";
import { InvitationQr } from "./invitation-qr.tsx";
import { InvitationSkeleton } from "./invitation-skeleton.tsx";
import { InvitationSteps } from "./invitation-steps.tsx";
import { SimulatedPhone } from "./simulated-phone.tsx";
import { useInvitation } from "./use-invitation.ts";
import { inviteeOf, isOpen } from "./words.ts";
import { WrongAccount } from "./wrong-account.tsx";

/** One invitation, to be shown across a table: QR code, links, and where it stands. */
export function InvitationScreen({ id }: { id: string }) {
  const t = useTranslations("invitations");
  const { query, arrived } = useInvitation(id);
  const invitation = query.data;
  const status = statusOf(query.error);
  const title = invitation?.merchantReference ?? t("title");
  return (
    <Page
      title={title}
      crumbs={[{ label: t("title"), href: "/invitations" }, { label: title }]}
      className="overflow-hidden"
    >
      {invitation ? (
        <InvitationParts invitation={invitation} arrived={arrived} />
      ) : status === 404 || status === 400 ? (
        <EmptyState
          title={<h1>{t("one.notFoundTitle")}</h1>}
          action={<ButtonLink href="/invitations">{t("create.back")}</ButtonLink>}
        >
          {t("one.notFoundText")}
        </EmptyState>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <InvitationSkeleton />
      )}
    </Page>
  );
}

function InvitationParts({ invitation, arrived }: { invitation: Invitation; arrived: boolean }) {
  const t = useTranslations("invitations");
  const [phone, setPhone] = useQueryState("phone", parseAsBoolean.withDefault(false));
  const [asking, setAsking] = useQueryState("cancel", parseAsBoolean.withDefault(false));
  const wide = useMediaQuery("(width >= 1200px)");
  const mayCancel = useMay("invitations.cancel");
  const open = isOpen(invitation.state);
  const invitee = inviteeOf(invitation);
  const phoneBeside = phone && wide && invitation.phoneUrl !== null;

  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col overflow-y-auto">
        <p className="sr-only" role="status">
          {t("one.live", { state: t(`state.${invitation.state}`) })}
        </p>
        <div className="mx-auto grid w-full max-w-240 flex-1 grid-cols-[minmax(0,24rem)_minmax(16rem,1fr)] content-start gap-x-8 gap-y-8 px-6 py-10 max-desk:max-w-120 max-desk:grid-cols-1 max-desk:px-4 max-desk:py-6">
          <div className="min-w-0">
            <header className="pb-3 text-center">
              <p className="text-ink-2">{t("one.for")}</p>
              <h1 className="text-invitee tight [overflow-wrap:anywhere]">{invitee}</h1>
              {invitation.merchantName ? <p className="text-ink-2">{invitation.merchantReference}</p> : null}
            </header>
            {invitation.state === "wrong_account" ? <WrongAccount invitation={invitation} /> : null}
            {open ? (
              <InvitationQr
                invitation={invitation}
                phoneOpen={phoneBeside}
                onPhone={wide ? () => void setPhone(phone ? null : true) : null}
              />
            ) : (
              <InvitationOutcome invitation={invitation} arrived={arrived} />
            )}
          </div>
          <div className="flex min-w-0 flex-col gap-8">
            {open ? <InvitationLinks invitation={invitation} /> : null}
            <InvitationFacts invitation={invitation} />
            {open && mayCancel ? (
              <div>
                <Button
                  look="link"
                  size="flush"
                  className="text-cinnabar enabled:hover:text-cinnabar enabled:hover:underline"
                  onClick={() => void setAsking(true)}
                >
                  {t("one.cancel")}
                </Button>
              </div>
            ) : null}
          </div>
        </div>
        <div className="sticky bottom-0 shrink-0 border-line border-t bg-surface px-6 py-6 max-desk:static max-desk:px-4">
          <div className="mx-auto max-w-240">
            <InvitationSteps invitation={invitation} arrived={arrived} />
          </div>
        </div>
      </div>
      {phoneBeside && invitation.phoneUrl ? (
        <SimulatedPhone url={invitation.phoneUrl} name={invitee} onClose={() => void setPhone(null)} />
      ) : null}
      <CancelInvitation
        invitation={invitation}
        open={asking && open && mayCancel}
        onOpenChange={(next) => void setAsking(next || null)}
      />
    </div>
  );
}

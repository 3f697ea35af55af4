"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { CompactRow, TableColumn } from "#components/ui/data-table.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { State } from "#components/ui/state-glyph.tsx";
import type { Invitation } from "#lib/authorization/contract.ts";
import { usePresetText } from "./preset-words.tsx";
import { invitationGlyphs, inviteeOf, isOpen } from "./words.ts";

export function invitationHref(invitation: { id: string }): string {
  return `/invitations/${invitation.id}`;
}

/** Where the invitation stands, in a word. */
export function InvitationWord({ invitation, reversed }: { invitation: Invitation; reversed?: boolean }) {
  const t = useTranslations("invitations.state");
  return (
    <State kind={invitationGlyphs[invitation.state]} reversed={reversed ?? false}>
      {t(invitation.state)}
    </State>
  );
}

export function useInvitationColumns(): TableColumn<Invitation>[] {
  const t = useTranslations("invitations");
  const presetText = usePresetText();
  // biome-ignore lint/correctness/useExhaustiveDependencies: presetText follows the language, as t does
  return useMemo(
    () => [
      {
        id: "merchant",
        header: t("columns.merchant"),
        className: "max-w-64 truncate",
        cell: (invitation) => (
          <Link
            href={invitationHref(invitation)}
            prefetch={false}
            className="font-medium hover:underline hover:decoration-edge-hi hover:underline-offset-2"
          >
            {inviteeOf(invitation)}
          </Link>
        ),
      },
      {
        id: "reference",
        header: t("columns.reference"),
        className: "max-w-40 truncate text-ink-2",
        cell: (invitation) => invitation.merchantReference,
      },
      {
        id: "kind",
        header: t("columns.kind"),
        className: "text-ink-2",
        cell: (invitation) => t(`kind.${invitation.accountKind}`),
      },
      {
        id: "permissions",
        header: t("columns.permissions"),
        wideOnly: true,
        className: "max-w-56 truncate text-ink-2",
        cell: presetText,
      },
      {
        id: "state",
        header: t("columns.state"),
        cell: (invitation) => (
          <span className="flex items-center gap-2">
            <InvitationWord invitation={invitation} />
            {invitation.account ? (
              <span className="max-w-48 truncate text-ink-2">{invitation.account.name}</span>
            ) : null}
          </span>
        ),
      },
      {
        id: "expires",
        header: t("columns.expires"),
        className: "text-ink-2",
        cell: (invitation) => (isOpen(invitation.state) ? <RelativeTime at={invitation.expiresAt} /> : null),
      },
      {
        id: "createdBy",
        header: t("columns.createdBy"),
        wideOnly: true,
        className: "max-w-32 truncate text-ink-2",
        cell: (invitation) => invitation.createdBy,
      },
      {
        id: "created",
        header: t("columns.created"),
        align: "end",
        className: "text-ink-2",
        cell: (invitation) => <RelativeTime at={invitation.createdAt} />,
      },
    ],
    [t],
  );
}

/** The same row as two lines, for a phone. */
export function useCompactInvitation(): (invitation: Invitation) => CompactRow {
  const t = useTranslations("invitations");
  return (invitation) => ({
    title: inviteeOf(invitation),
    end: <InvitationWord invitation={invitation} reversed />,
    meta: [
      invitation.merchantName ? invitation.merchantReference : null,
      invitation.account?.name ?? t(`kind.${invitation.accountKind}`),
    ],
    metaEnd: <RelativeTime at={invitation.createdAt} />,
  });
}

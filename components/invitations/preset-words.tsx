"use client";

import { useTranslations } from "next-intl";
import { useWords } from "#components/accounts/use-words.ts";
import type { Invitation } from "#lib/authorization/contract.ts";

/** What the invitation asks for: "Retail, 18 sets", or everything. */
export function usePresetText(): (invitation: Invitation) => string {
  const t = useTranslations("invitations");
  const words = useWords();
  return (invitation) =>
    invitation.presetName && invitation.permissionSetIds
      ? t("presetSets", { name: words(invitation.presetName), count: invitation.permissionSetIds.length })
      : invitation.presetName
        ? words(invitation.presetName)
        : t("everything");
}

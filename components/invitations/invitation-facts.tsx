"use client";

import { useTranslations } from "next-intl";
import { Copyable } from "#components/ui/copyable.tsx";
import { KeyValues } from "#components/ui/key-values.tsx";
import type { Invitation } from "#lib/authorization/contract.ts";
import { usePresetText } from "./preset-words.tsx";

/** What the invitation asks the merchant for. */
export function InvitationFacts({ invitation }: { invitation: Invitation }) {
  const t = useTranslations("invitations");
  const presetText = usePresetText();
  return (
    <section>
      <h2 className="text-section">{t("one.asks")}</h2>
      <KeyValues
        lined
        className="mt-1"
        items={[
          { key: "kind", label: t("one.facts.kind"), value: t(`kind.${invitation.accountKind}`) },
          { key: "platform", label: t("one.facts.platform"), value: invitation.platformName },
          {
            key: "fixedAppId",
            label: t("one.facts.fixedAppId"),
            value: invitation.fixedAppId ? <Copyable text={invitation.fixedAppId} /> : t("one.facts.anyAccount"),
          },
          { key: "permissions", label: t("one.facts.permissions"), value: presetText(invitation) },
          { key: "reference", label: t("one.facts.reference"), value: invitation.merchantReference },
        ]}
      />
    </section>
  );
}

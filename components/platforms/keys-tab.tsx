"use client";

import { useTranslations } from "next-intl";
import { useMay } from "#components/shell/me.tsx";
import { PageBody } from "#components/shell/page.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import { AppSecretForm } from "./app-secret-form.tsx";
import { CallbackKeysForm } from "./callback-keys-form.tsx";
import { PreviousKeys } from "./previous-keys.tsx";

/** Since when each secret is in use, and the safe ways to change it. */
export function KeysTab({ platform }: { platform: Platform }) {
  const t = useTranslations("platforms.keys");
  const mayManage = useMay("platforms.manage");
  const { keys, createdAt } = platform;
  const since = (key: "secret" | "callback", at: number | null) =>
    t.rich(`${key}.${at === null ? "unchanged" : "changed"}`, { time: () => <RelativeTime at={at ?? createdAt} /> });
  return (
    <PageBody>
      <div className="flex max-w-150 flex-col gap-8">
        <Section
          title={t("callback.title")}
          note={since("callback", keys.changedAt)}
          description={mayManage ? t("callback.text") : null}
        >
          {mayManage ? <CallbackKeysForm platform={platform} /> : null}
        </Section>
        {keys.previousKept ? <PreviousKeys platform={platform} /> : null}
        <Section
          title={t("secret.title")}
          note={since("secret", keys.credentialChangedAt)}
          description={mayManage ? t("secret.text") : null}
        >
          {mayManage ? <AppSecretForm platform={platform} /> : null}
        </Section>
      </div>
    </PageBody>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { PageBody } from "#components/shell/page.tsx";
import { KeyValues } from "#components/ui/key-values.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import { Checklist } from "./checklist.tsx";
import { ImportButton } from "./import-button.tsx";
import { usePlatformFacts } from "./use-platform-facts.tsx";

/** The checklist as health, and the platform's facts beside it. */
export function HealthTab({ platform }: { platform: Platform }) {
  const t = useTranslations("platforms");
  const facts = usePlatformFacts(platform);
  return (
    <PageBody
      aside={
        <section>
          <h2 className="text-section">{t("facts.title")}</h2>
          <KeyValues lined items={facts} className="mt-1" />
          <div className="mt-3">
            <ImportButton platform={platform} />
          </div>
        </section>
      }
    >
      <h2 className="mb-3 text-panel">{t("checks.title")}</h2>
      <Checklist platform={platform} />
    </PageBody>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { useNowMs } from "#components/ui/now.tsx";
import { State } from "#components/ui/state-glyph.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import { AddressCheck } from "./address-check.tsx";
import { checkNames, checksOf, countDone } from "./checks.ts";
import { PublishingCheck } from "./publishing-check.tsx";
import { TicketCheck } from "./ticket-check.tsx";
import { TokenCheck } from "./token-check.tsx";
import { useAutoCheck } from "./use-platform.ts";

const rows = { ticket: TicketCheck, token: TokenCheck, address: AddressCheck, publishing: PublishingCheck };

/** What a platform needs in order to work, line by line; it moves by itself while the page is open. */
export function Checklist({ platform }: { platform: Platform }) {
  const t = useTranslations("platforms.checks");
  const checks = checksOf(platform, useNowMs());
  useAutoCheck(platform);
  const done = countDone(checks);
  return (
    <section aria-label={t("title")}>
      <ul className="border-line border-t">
        {checkNames.map((name) => {
          const Row = rows[name];
          return <Row key={name} platform={platform} state={checks[name]} />;
        })}
      </ul>
      <p className="figures mt-3 flex items-center gap-2 text-ink-2" role="status">
        {done === checkNames.length ? <State kind="ready">{t("done")}</State> : t("live")}
      </p>
    </section>
  );
}

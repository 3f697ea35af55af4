"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Platform } from "#lib/platforms/contract.ts";
import { ConsoleRow, KeyRows } from "./console-row.tsx";
import type { FreshKeys } from "./fresh-keys.ts";
import { ReachNote } from "./reach-note.tsx";

/** What to paste into WeChat's console, each with the name that the field has there. */
export function ConsoleFields({ platform, fresh = {} }: { platform: Platform; fresh?: FreshKeys }) {
  const t = useTranslations("platforms.console");
  const { launchDomain, refusedIpAddress } = platform;
  const hasKeys = fresh.token !== undefined || fresh.encodingAesKey !== undefined;
  return (
    <div>
      <ReachNote platform={platform} fresh={fresh} />
      <p className="max-w-[68ch] text-ink-2">{t("lead")}</p>
      <ul className="mt-3 border-line border-t">
        <ConsoleRow name="domain" text={launchDomain} hint={t("domainHint")} />
        <ConsoleRow name="events" text={platform.eventsUrl} />
        <KeyRows fresh={fresh} />
        {hasKeys ? null : (
          <li className="border-line-2 border-b py-2.5 text-ink-2">
            {t("secretsGone")}{" "}
            <Link
              href={`/settings/platforms/${platform.componentAppId}?tab=keys`}
              className="font-medium text-bronze hover:text-bronze-hover"
            >
              {t("toKeys")}
            </Link>
          </li>
        )}
        <ConsoleRow name="messages" text={platform.messagesUrl} hint={t("messagesHint")} />
        <ConsoleRow name="server" text={launchDomain} hint={t("serverHint")} />
        <ConsoleRow name="web" text={launchDomain} hint={t("webHint")} />
        <ConsoleRow name="ip" text={refusedIpAddress} hint={t(refusedIpAddress === null ? "ipUnknown" : "ipKnown")} />
      </ul>
    </div>
  );
}

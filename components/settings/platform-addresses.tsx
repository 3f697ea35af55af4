"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copyable.tsx";
import type { Platform } from "#lib/platforms/contract.ts";

/** What to paste into WeChat's console, each with the name that the field has there, which is Chinese only. */
export function PlatformAddresses({ platform }: { platform: Platform }) {
  const t = useTranslations("settings.platforms.addresses");
  const rows = [
    { key: "events", text: platform.eventsUrl },
    { key: "messages", text: platform.messagesUrl },
    { key: "domain", text: platform.launchDomain },
  ] as const;
  return (
    <div>
      <h3 className="text-section">{t("title")}</h3>
      <ul className="mt-1">
        {rows.map(({ key, text }) => (
          <li key={key} className="flex items-center gap-3 border-line-2 border-b py-2">
            <div className="min-w-0 flex-1">
              <p>
                {t(`${key}.label`)}
                <span className="ml-2 text-ink-2 text-meta" lang="zh-CN">
                  {t(`${key}.place`)}
                </span>
              </p>
              <p className="break-all text-ink-2 mono leading-4">{text}</p>
            </div>
            <CopyButton text={text} label={t("copy", { name: t(`${key}.label`) })} />
          </li>
        ))}
      </ul>
      <p className="mt-2 max-w-[68ch] text-ink-2 text-meta">{t(platform.demo ? "demo" : "whitelist")}</p>
    </div>
  );
}

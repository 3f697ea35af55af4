"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copyable.tsx";
import { StateGlyph } from "#components/ui/state-glyph.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import type { FreshKeys } from "./fresh-keys.ts";

/** Says plainly when WeChat cannot reach this console; in the demo, what the simulator takes instead of a form. */
export function ReachNote({ platform, fresh }: { platform: Platform; fresh: FreshKeys }) {
  const t = useTranslations("platforms.reach");
  const { reach, simulatorUrl, eventsUrl } = platform;
  if (reach === "public" && simulatorUrl === null) return null;
  const url = new URL(eventsUrl).origin;
  if (simulatorUrl === null && reach !== "public")
    return (
      <div role="alert" className="mb-4 flex items-start gap-2 rounded-lg border border-amber px-4 py-3">
        <StateGlyph kind="warning" className="mt-[3px]" />
        <div className="min-w-0">
          <p className="font-medium">{t(`${reach}.title`)}</p>
          <p className="max-w-[68ch] break-words text-ink-2">{t(`${reach}.text`, { url })}</p>
        </div>
      </div>
    );
  const command = simulatorCommand(platform, simulatorUrl ?? "", fresh);
  return (
    <div className="mb-4 rounded-lg border border-edge px-4 py-3">
      <p>{t("simulated")}</p>
      <p className="text-ink-2">{t("simulatedText")}</p>
      <div className="mt-2 flex items-start gap-2">
        <code className="min-w-0 flex-1 break-all rounded-md bg-sunk px-3 py-2 mono leading-5">{command}</code>
        <CopyButton text={command} label={t("copyCommand")} />
      </div>
    </div>
  );
}

/** What its owner would do by hand in WeChat's console. */
function simulatorCommand(platform: Platform, simulatorUrl: string, { token, encodingAesKey }: FreshKeys): string {
  const { eventsUrl, messagesUrl, componentAppId } = platform;
  const settings = {
    events_url: eventsUrl,
    messages_url: messagesUrl,
    ...(token === undefined ? {} : { token }),
    ...(encodingAesKey === undefined ? {} : { encoding_aes_key: encodingAesKey }),
  };
  return `curl ${simulatorUrl}/_sim/platforms/${componentAppId} -d '${JSON.stringify(settings)}'`;
}

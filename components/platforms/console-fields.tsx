"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyButton } from "#components/ui/copyable.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import type { FreshKeys } from "./fresh-keys.ts";
import { ReachNote } from "./reach-note.tsx";

/** The fields of WeChat's console, by their names there, which are Chinese only. */
const places = {
  events: "授权事件接收URL",
  token: "消息校验Token",
  encodingAesKey: "消息加解密Key",
  messages: "消息与事件接收URL",
  domain: "授权发起页域名",
  server: "小程序服务器域名",
  web: "小程序业务域名",
  ip: "白名单IP地址列表",
} as const;

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
        <Row name="domain" text={launchDomain} hint={t("domainHint")} />
        <Row name="events" text={platform.eventsUrl} />
        {fresh.token === undefined ? null : <Row name="token" text={fresh.token} />}
        {fresh.encodingAesKey === undefined ? null : <Row name="encodingAesKey" text={fresh.encodingAesKey} />}
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
        <Row name="messages" text={platform.messagesUrl} hint={t("messagesHint")} />
        <Row name="server" text={launchDomain} hint={t("serverHint")} />
        <Row name="web" text={launchDomain} hint={t("webHint")} />
        <Row name="ip" text={refusedIpAddress} hint={t(refusedIpAddress === null ? "ipUnknown" : "ipKnown")} />
      </ul>
    </div>
  );
}

interface RowProps {
  name: keyof typeof places;
  text: string | null;
  hint?: ReactNode;
}

function Row({ name, text, hint }: RowProps) {
  const t = useTranslations("platforms.console");
  const label = t(name);
  return (
    <li className="flex items-start gap-3 border-line-2 border-b py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium" lang="zh-CN">
            {places[name]}
          </span>
          <span className="text-ink-2">{label}</span>
        </p>
        {text === null ? null : <p className="break-all mono leading-5">{text}</p>}
        {hint ? <p className="max-w-[68ch] text-ink-2 text-meta">{hint}</p> : null}
      </div>
      {text === null ? null : <CopyButton text={text} label={t("copy", { name: places[name] })} />}
    </li>
  );
}

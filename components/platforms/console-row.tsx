"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyButton } from "#components/ui/copyable.tsx";
import type { FreshKeys } from "./fresh-keys.ts";

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

/** Token and EncodingAESKey, as far as this page still holds them. */
export function KeyRows({ fresh: { token, encodingAesKey } }: { fresh: FreshKeys }) {
  return (
    <>
      {token === undefined ? null : <ConsoleRow name="token" text={token} />}
      {encodingAesKey === undefined ? null : <ConsoleRow name="encodingAesKey" text={encodingAesKey} />}
    </>
  );
}

interface ConsoleRowProps {
  name: keyof typeof places;
  text: string | null;
  hint?: ReactNode;
}

/** One field: its name there, what to paste, copy. */
export function ConsoleRow({ name, text, hint }: ConsoleRowProps) {
  const t = useTranslations("platforms.console");
  // Where the page is Chinese, the field's own name says it all.
  const isChinese = useLocale().startsWith("zh");
  return (
    <li className="flex items-start gap-3 border-line-2 border-b py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium" lang="zh-CN">
            {places[name]}
          </span>
          {isChinese ? null : <span className="text-ink-2">{t(name)}</span>}
        </p>
        {text === null ? null : <p className="break-all mono leading-5">{text}</p>}
        {hint ? <p className="max-w-[68ch] text-ink-2 text-meta">{hint}</p> : null}
      </div>
      {text === null ? null : <CopyButton text={text} label={t("copy", { name: places[name] })} />}
    </li>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { CopyButton } from "#components/ui/copyable.tsx";

const command = "HUFU_DATA_DIR=data-live HUFU_PUBLIC_URL=https://hufu.example.cn npm start";

/** In the demo: where to practise, and how to leave it for a real platform. */
export function DemoNote() {
  const t = useTranslations("platforms.wizard.demo");
  const simulatorUrl = useQuery(api.platforms.list.queryOptions()).data?.find((one) => one.simulatorUrl)?.simulatorUrl;
  const practice = `${simulatorUrl ?? ""}/_sim/credentials`;
  return (
    <aside aria-label={t("title")} className="mb-6 rounded-lg border border-edge px-4 py-3">
      <p className="font-medium">{t("title")}</p>
      <p className="max-w-[68ch] text-ink-2">
        {t("text")} <code className="break-all mono">{practice}</code>
      </p>
      <details className="mt-2">
        <summary className="cursor-pointer font-medium text-bronze hover:text-bronze-hover">{t("real")}</summary>
        <ol className="mt-2 flex list-decimal flex-col gap-2 pl-5">
          <li>{t("address")}</li>
          <li>
            {t("start")}
            <span className="mt-1 flex items-center gap-2">
              <code className="min-w-0 flex-1 break-all rounded-md bg-sunk px-3 py-2 mono leading-5">{command}</code>
              <CopyButton text={command} label={t("copyCommand")} />
            </span>
          </li>
          <li>{t("connect")}</li>
        </ol>
      </details>
    </aside>
  );
}

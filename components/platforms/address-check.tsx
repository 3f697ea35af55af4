"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copyable.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { type CheckProps, CheckRow } from "./check-row.tsx";

/** Whether WeChat accepts this server's address (61004); the address to paste when it does not. */
export function AddressCheck({ platform, state }: CheckProps) {
  const t = useTranslations("platforms.checks.address");
  const { refusedIpAddress: ipAddress, componentToken } = platform;
  const time = () => <RelativeTime at={componentToken.refreshedAt} />;
  return (
    <CheckRow
      state={state}
      title={t("title")}
      action={ipAddress === null ? null : <CopyButton text={ipAddress} label={t("copy")} />}
    >
      {ipAddress === null ? (state === "ok" ? t.rich("ok", { time }) : t("todo")) : t("trouble", { ipAddress })}
    </CheckRow>
  );
}

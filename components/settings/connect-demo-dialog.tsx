"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copyable.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

const command = "HUFU_DATA_DIR=data-live HUFU_PUBLIC_URL=https://hufu.example.cn npm start";

/** How to leave the demo: WeChat itself must be able to reach the console. */
export function ConnectDemoDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("settings.platforms.connect");
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={t("demoTitle")}
      description={t("demoText")}
      footer={<Button onClick={onClose}>{t("close")}</Button>}
    >
      <ol className="flex list-decimal flex-col gap-3 pl-5">
        <li>{t("demoStepAddress")}</li>
        <li>
          {t("demoStepStart")}
          <span className="mt-1 flex items-center gap-2">
            <code className="min-w-0 flex-1 break-all rounded-md bg-sunk px-3 py-2 mono leading-5">{command}</code>
            <CopyButton text={command} label={t("copyCommand")} />
          </span>
        </li>
        <li>{t("demoStepConnect")}</li>
      </ol>
    </Dialog>
  );
}

"use client";

import { ExternalLink, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "#components/ui/icon-button.tsx";

interface SimulatedPhoneProps {
  /** The simulator's page for this invitation. */
  url: string;
  name: string;
  onClose: () => void;
}

/** Demo only: what the merchant would see in WeChat, beside the code. From 1,200 px. */
export function SimulatedPhone({ url, name, onClose }: SimulatedPhoneProps) {
  const t = useTranslations("invitations.one");
  return (
    <aside
      aria-label={t("phoneTitle", { name })}
      className="flex w-110 shrink-0 flex-col border-line border-l bg-paper p-6 pt-3"
    >
      <div className="flex justify-end gap-1 pb-2">
        <IconButton
          label={t("phoneWindow")}
          icon={<ExternalLink />}
          onClick={() => window.open(url, "hufu-phone", "popup,width=420,height=860")}
        />
        <IconButton label={t("closePhone")} icon={<X />} onClick={onClose} />
      </div>
      <div className="min-h-0 max-h-[820px] flex-1 overflow-hidden rounded-[44px] border-8 border-[#1f1a17] bg-white dark:border-black dark:ring-1 dark:ring-edge">
        <iframe
          title={t("phoneTitle", { name })}
          src={url}
          sandbox="allow-scripts allow-forms allow-same-origin"
          className="size-full"
        />
      </div>
      <p className="mt-3 text-center text-ink-2">{t("phoneNote")}</p>
    </aside>
  );
}

"use client";

import { FileText, Monitor, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copyable.tsx";
import type { Invitation } from "#lib/authorization/contract.ts";

const icons = { page: FileText, pc: Monitor, phone: Smartphone };
const kinds = ["page", "pc", "phone"] as const;

/** The three addresses that lead the merchant in. */
export function InvitationLinks({ invitation }: { invitation: Invitation }) {
  const t = useTranslations("invitations.one");
  return (
    <section>
      <h2 className="text-section">{t("links")}</h2>
      <ul className="mt-1">
        {kinds.map((kind) => {
          const Icon = icons[kind];
          const url = invitation.links[kind];
          return (
            <li key={kind} className="flex items-center gap-3 border-line-2 border-b py-3 last:border-b-0">
              <Icon className="size-4 shrink-0 text-ink-2" aria-hidden="true" />
              <div className="min-w-0 flex-1">
                <p>
                  <span className="font-medium">{t(`link.${kind}`)}</span>
                  <span className="ml-2 text-ink-2">{t(`linkHint.${kind}`)}</span>
                </p>
                <a
                  href={url}
                  target="_blank"
                  rel="noreferrer"
                  className="block break-all text-ink-2 mono leading-4 hover:text-ink"
                  title={url}
                >
                  {url.replace(/^https?:\/\//, "")}
                </a>
              </div>
              <CopyButton text={url} label={t("copyLink", { name: t(`link.${kind}`) })} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

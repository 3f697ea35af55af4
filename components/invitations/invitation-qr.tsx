"use client";

import { useQuery } from "@tanstack/react-query";
import { Download, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { useSecondsNow } from "#components/ui/now.tsx";
import { useDuration, useMoment } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Invitation } from "#lib/authorization/contract.ts";
import { savePng, saveSvg, svgUrl } from "./save-qr.ts";
import { inviteeOf } from "./words.ts";

interface InvitationQrProps {
  invitation: Invitation;
  phoneOpen: boolean;
  /** Opens or closes the phone beside; null where there is no room for it: then it gets a window. */
  onPhone: (() => void) | null;
}

/** The code, large on white in both themes; how long it works; what to do with it. */
export function InvitationQr({ invitation, phoneOpen, onPhone }: InvitationQrProps) {
  const t = useTranslations("invitations.one");
  const qr = useQuery(
    api.invitations.qr.queryOptions({ input: { id: invitation.id }, staleTime: Number.POSITIVE_INFINITY }),
  );
  const svg = qr.data?.svg;
  const fileName = `hufu-${invitation.code}`;

  const openPhone = () => {
    if (onPhone) return onPhone();
    const opened = window.open(invitation.phoneUrl ?? "", "hufu-phone", "popup,width=420,height=860");
    if (!opened) toast.failed(t("phoneBlocked"));
  };

  return (
    <>
      <div className="flex aspect-square w-full items-center justify-center rounded-lg border border-edge bg-white p-[10%] dark:border-transparent">
        {svg ? (
          // biome-ignore lint/performance/noImgElement: a data URL; there is nothing to optimize
          <img src={svgUrl(svg)} alt={t("qrAlt", { name: inviteeOf(invitation) })} className="size-full" />
        ) : qr.error ? (
          <p className="max-w-64 text-center text-black">{t("qrFailed")}</p>
        ) : (
          <Skeleton className="size-full bg-black/5" />
        )}
      </div>
      <TimeLeft expiresAt={invitation.expiresAt} />
      <div className="mt-4 flex flex-wrap justify-center gap-2">
        {svg ? (
          <Menu align="center" trigger={<Button icon={<Download aria-hidden="true" />}>{t("download")}</Button>}>
            <MenuItem onSelect={() => void savePng(svg, fileName)}>{t("downloadPng")}</MenuItem>
            <MenuItem onSelect={() => saveSvg(svg, fileName)}>{t("downloadSvg")}</MenuItem>
          </Menu>
        ) : null}
        {invitation.phoneUrl ? (
          <Button
            icon={<Smartphone aria-hidden="true" />}
            onClick={openPhone}
            aria-pressed={onPhone ? phoneOpen : undefined}
          >
            {phoneOpen ? t("closePhone") : t("openPhone")}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function TimeLeft({ expiresAt }: { expiresAt: number }) {
  const t = useTranslations("invitations.one");
  const now = useSecondsNow();
  const duration = useDuration();
  const moment = useMoment();
  return (
    <p className="figures mt-4 flex flex-wrap items-baseline justify-center gap-x-2" suppressHydrationWarning>
      <span className="text-title">{duration(expiresAt - now)}</span>
      <span className="text-ink-2">{t("left", { date: moment.absolute(expiresAt) })}</span>
    </p>
  );
}

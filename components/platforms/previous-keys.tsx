"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { useNowMs } from "#components/ui/now.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Section } from "#components/ui/section.tsx";
import { StateGlyph } from "#components/ui/state-glyph.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import { useShowPlatform } from "./use-platform.ts";

const stillInUseMs = 60 * 60_000;

/** What stood before the last rotation: whether pushes still come with it, and the way to forget it. */
export function PreviousKeys({ platform }: { platform: Platform }) {
  const t = useTranslations("platforms.keys.previous");
  const mayManage = useMay("platforms.manage");
  const now = useNowMs();
  const show = useShowPlatform();
  const [asking, setAsking] = useState(false);
  const forget = useMutation(
    api.platforms.forgetPreviousKeys.mutationOptions({
      onSuccess: async (changed) => {
        setAsking(false);
        toast.done(t("done"));
        await show(changed);
      },
    }),
  );
  const { componentAppId, name, keys } = platform;
  const isInUse = keys.previousSeenAt !== null && now - keys.previousSeenAt < stillInUseMs;
  const at = (time: number | null) => () => <RelativeTime at={time} />;
  return (
    <Section title={t("title")} note={keys.changedAt === null ? null : t.rich("kept", { time: at(keys.changedAt) })}>
      <div className="flex items-start gap-2" role="status">
        <StateGlyph kind={isInUse ? "warning" : "ready"} className="mt-[3px]" />
        <p className="max-w-[68ch]">
          {keys.previousSeenAt === null ? t("notSeen") : t.rich("seen", { time: at(keys.previousSeenAt) })}
        </p>
      </div>
      {mayManage ? (
        <Button look="irreversible" className="mt-3" onClick={() => setAsking(true)}>
          {t("forget")}
        </Button>
      ) : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("confirmTitle", { name })}
        description={t(isInUse ? "confirmInUse" : "confirmText")}
        confirmLabel={t("confirm")}
        cancelLabel={t("keep")}
        {...(isInUse ? { typed: componentAppId } : {})}
        loading={forget.isPending}
        error={forget.error}
        onConfirm={() => forget.mutate({ componentAppId, anyway: isInUse })}
      />
    </Section>
  );
}

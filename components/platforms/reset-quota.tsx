"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsBoolean, useQueryState } from "nuqs";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Platform } from "#lib/platforms/contract.ts";

/** Sets the day's counters to zero, after the AppID was typed: WeChat allows it ten times a month. */
export function ResetQuota({ platform, resetAt }: { platform: Platform; resetAt: number | null }) {
  const t = useTranslations("platforms.quota");
  const mayManage = useMay("platforms.manage");
  const cache = useQueryClient();
  const [asking, setAsking] = useQueryState("reset", parseAsBoolean.withDefault(false));
  const { componentAppId, name } = platform;
  const reset = useMutation(
    api.quota.reset.mutationOptions({
      onSuccess: (quota) => {
        cache.setQueryData(api.quota.get.queryKey({ input: { componentAppId } }), quota);
        toast.done(t("resetDone"));
        void setAsking(null);
      },
    }),
  );
  if (!mayManage) return null;
  return (
    <section className="mt-8 flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-t pt-4">
      <Button look="irreversible" onClick={() => void setAsking(true)}>
        {t("reset")}
      </Button>
      {resetAt === null ? null : (
        <span className="text-ink-2">{t.rich("resetAt", { time: () => <RelativeTime at={resetAt} /> })}</span>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => void setAsking(open || null)}
        title={t("resetTitle", { name })}
        description={t("resetText")}
        confirmLabel={t("resetConfirm")}
        typed={componentAppId}
        loading={reset.isPending}
        error={reset.error}
        onConfirm={() => reset.mutate({ componentAppId })}
      />
    </section>
  );
}

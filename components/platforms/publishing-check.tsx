"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { type CheckProps, CheckRow } from "./check-row.tsx";
import { useFailedToast, useShowPlatform } from "./use-platform.ts";

/** What is known of 全网发布: WeChat has no call that tells, so staff may confirm what its console shows. */
export function PublishingCheck({ platform, state }: CheckProps) {
  const t = useTranslations("platforms.checks.publishing");
  const mayManage = useMay("platforms.manage");
  const options = { onSuccess: useShowPlatform(), onError: useFailedToast() };
  const confirm = useMutation(api.platforms.confirmPublished.mutationOptions(options));
  const takeBack = useMutation(api.platforms.takeBackPublished.mutationOptions(options));
  const { componentAppId, publishing } = platform;
  const at = (time: number | null) => () => <RelativeTime at={time} />;
  const { confirmedAt, confirmedBy } = publishing;
  const isConfirmed = publishing.state === "confirmed";
  return (
    <CheckRow
      state={state}
      title={t("title")}
      action={
        mayManage && publishing.state !== "authorized" ? (
          <Button
            loading={confirm.isPending || takeBack.isPending}
            onClick={() => (isConfirmed ? takeBack : confirm).mutate({ componentAppId })}
          >
            {t(isConfirmed ? "takeBack" : "confirm")}
          </Button>
        ) : null
      }
    >
      {publishing.state === "unknown" ? t("unknown") : null}
      {publishing.state === "checked" ? t.rich("partly", { time: at(publishing.checkedAt) }) : null}
      {publishing.state === "authorized" ? t.rich("authorized", { time: at(publishing.authorizedAt) }) : null}
      {isConfirmed
        ? confirmedBy === null
          ? t.rich("confirmedUnnamed", { time: at(confirmedAt) })
          : t.rich("confirmed", { name: confirmedBy, time: at(confirmedAt) })
        : null}
    </CheckRow>
  );
}

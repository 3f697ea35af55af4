"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import { ConnectDialog } from "./connect-dialog.tsx";
import { PlatformSection } from "./platform-section.tsx";
import { SettingsPage } from "./settings-page.tsx";

/** The platforms we run: how they are, what WeChat must know of us, and a new one. */
export function PlatformsScreen() {
  const t = useTranslations("settings.platforms");
  const mayManage = useMay("platforms.manage");
  const [connecting, setConnecting] = useQueryState("connect", parseAsString.withOptions({ history: "push" }));
  const query = useQuery(
    api.platforms.list.queryOptions({
      refetchInterval: (current) => (current.state.data?.some(isMoving) ? 2_000 : 15_000),
    }),
  );
  const platforms = query.data;
  const none = platforms?.length === 0;
  const connect = (
    <Button look="primary" icon={<Plus aria-hidden="true" />} onClick={() => void setConnecting("new")}>
      {t("connect.open")}
    </Button>
  );
  return (
    <SettingsPage tab="platforms" actions={mayManage && !none ? connect : null}>
      {query.error && !platforms ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />
      ) : none ? (
        <EmptyState title={t("empty.title")} action={mayManage ? connect : null}>
          {mayManage ? t("empty.text") : t("empty.askText")}
        </EmptyState>
      ) : platforms ? (
        platforms.map((platform) => (
          <PlatformSection
            key={platform.componentAppId}
            platform={platform}
            onReplace={() => void setConnecting(platform.componentAppId)}
          />
        ))
      ) : (
        <PlatformsSkeleton />
      )}
      {mayManage && connecting !== null && platforms ? (
        <ConnectDialog
          key={connecting}
          platforms={platforms}
          replaced={platforms.find((platform) => platform.componentAppId === connecting && !platform.demo) ?? null}
          onClose={() => void setConnecting(null, { history: "replace" })}
        />
      ) : null}
    </SettingsPage>
  );
}

/** Whether something is about to change by itself: the first ticket, or an import. */
function isMoving(platform: Platform): boolean {
  return platform.ticketReceivedAt === null || platform.import.state === "running";
}

function PlatformsSkeleton() {
  return (
    <div className="grid gap-x-12 gap-y-6 px-6 py-5 desk:grid-cols-2 max-desk:px-4" aria-busy="true">
      <Skeleton className="h-4 w-48" />
      <span />
      {["health", "addresses"].map((part) => (
        <span key={part} className="flex flex-col gap-6">
          <Skeleton className="w-24" />
          <Skeleton />
          <Skeleton />
          <Skeleton />
          <Skeleton />
        </span>
      ))}
    </div>
  );
}

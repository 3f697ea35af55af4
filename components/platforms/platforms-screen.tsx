"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { SettingsPage } from "#components/settings/settings-page.tsx";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import { checksOf, isWorking } from "./checks.ts";
import { DataKey } from "./data-key.tsx";
import { compactPlatform, usePlatformColumns } from "./platform-columns.tsx";

const hrefOf = ({ componentAppId }: Platform) => `/settings/platforms/${componentAppId}`;

/** The platforms we run, side by side: how far each is on its way, what it serves and what it has left. */
export function PlatformsScreen() {
  const t = useTranslations("platforms");
  const mayManage = useMay("platforms.manage");
  const columns = usePlatformColumns();
  const query = useQuery(
    api.platforms.list.queryOptions({
      refetchInterval: ({ state }) => (state.data?.every(isCalm) ? 15_000 : 2_000),
    }),
  );
  const none = query.data?.length === 0;
  const connect = (
    <ButtonLink look="primary" href="/settings/platforms/connect" icon={<Plus aria-hidden="true" />}>
      {t("connect")}
    </ButtonLink>
  );
  return (
    <SettingsPage tab="platforms" actions={mayManage && !none ? connect : null}>
      <DataTable
        label={t("list.label")}
        rows={query.data}
        rowId={({ componentAppId }) => componentAppId}
        columns={columns}
        compact={compactPlatform}
        rowHref={hrefOf}
        error={query.error}
        onRetry={() => void query.refetch()}
        skeletonRows={2}
        empty={
          <EmptyState title={t("empty.title")} action={mayManage ? connect : null}>
            {t(mayManage ? "empty.text" : "empty.askText")}
          </EmptyState>
        }
      />
      {mayManage && query.data && !none ? <DataKey /> : null}
    </SettingsPage>
  );
}

/** Whether nothing is about to change by itself. */
function isCalm(platform: Platform): boolean {
  return platform.import.state !== "running" && isWorking(checksOf(platform, Date.now()));
}

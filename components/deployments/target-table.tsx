"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { BulkBar } from "#components/ui/bulk-bar.tsx";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { State } from "#components/ui/state-glyph.tsx";
import type { Deployment, Target } from "#lib/deployments/contract.ts";
import { firstTargetsPage } from "./first-page.ts";
import { AddressContext, actionIcons, actionOrder } from "./target-actions.tsx";
import { useCompactTarget, useTargetColumns } from "./target-columns.tsx";
import type { DeploymentAddress } from "./use-deployment-address.ts";
import type { TargetSelection } from "./use-target-selection.ts";
import { isMoving } from "./words.ts";

interface TargetTableProps {
  deployment: Deployment;
  address: DeploymentAddress;
  selection: TargetSelection;
  /** ms; when the deployment was last read. */
  updatedAt: number;
  /** The last reading failed; what is shown is older. */
  failing: boolean;
}

/** Every target: those that need people first. */
export function TargetTable({ deployment, address, selection, updatedAt, failing }: TargetTableProps) {
  const t = useTranslations("deployments");
  const format = useFormatter();
  const { state, q, cursor, direction } = address.state;
  const columns = useTargetColumns(deployment.version);
  const compact = useCompactTarget(deployment.version);
  const maySelect = [useMay("deployments.control"), useMay("deployments.release")].some(Boolean);
  const query = useQuery(
    api.deployments.targets.queryOptions({
      input: {
        ...firstTargetsPage,
        id: deployment.id,
        direction,
        ...(cursor ? { cursor } : {}),
        ...(state ? { state } : {}),
        ...(q ? { search: q.slice(0, 64) } : {}),
      },
      placeholderData: keepPreviousData,
      refetchInterval: isMoving(deployment) ? 2_000 : 10_000,
    }),
  );
  const { data } = query;
  const rows = data?.items;
  const { note } = selection;
  useEffect(() => {
    if (rows) note(rows);
  }, [rows, note]);
  // The rows follow the bar at once, not only with their own next question.
  const moved = JSON.stringify(deployment.counts) + deployment.state;
  const { refetch } = query;
  const before = useRef(moved);
  useEffect(() => {
    if (before.current === moved) return;
    before.current = moved;
    void refetch();
  }, [moved, refetch]);
  const filtered = state !== null || q !== "";

  return (
    <AddressContext value={address}>
      <div className="flex min-h-80 flex-1 flex-col border-line border-t">
        <DataTable
          label={t("targetTable", { number: deployment.number })}
          rows={rows}
          rowId={rowId}
          rowLabel={rowName}
          columns={columns}
          compact={compact}
          onOpen={(row) => address.open({ target: row.appId })}
          openId={rows?.find((row) => row.appId === address.state.target)?.id ?? null}
          {...(maySelect ? { selected: selection.ids, onSelect: selection.set } : {})}
          error={query.error}
          onRetry={() => void query.refetch()}
          stale={query.isPlaceholderData}
          skeletonRows={8}
          empty={
            <EmptyState
              title={t("noTargets.title")}
              action={
                filtered ? (
                  <Button onClick={() => address.filter({ state: null, q: null })}>{t("noTargets.all")}</Button>
                ) : null
              }
            >
              {t("noTargets.text")}
            </EmptyState>
          }
        />
      </div>
      <TargetBulkBar selection={selection} address={address} />
      <Pager
        newerLabel={t("previous")}
        olderLabel={t("next")}
        onNewer={data?.previousCursor ? () => address.go(data.previousCursor as string, "previous") : undefined}
        onOlder={data?.nextCursor ? () => address.go(data.nextCursor as string, "next") : undefined}
      >
        <span className="inline-flex items-center gap-2">
          {failing ? (
            <State kind="warning">{t("notLive")}</State>
          ) : (
            <State kind="live" className="text-ink-2">
              {t("live")}
            </State>
          )}
          <RelativeTime at={updatedAt} className="max-sm:hidden" />
          {data ? <span className="max-desk:hidden">{t("shown", { total: format.number(data.total) })}</span> : null}
        </span>
      </Pager>
    </AddressContext>
  );
}

const rowId = (row: Target) => row.id;
const rowName = (row: Target) => row.accountName;

/** What can be done with the chosen ones, each with how many of them it fits. */
function TargetBulkBar({ selection, address }: { selection: TargetSelection; address: DeploymentAddress }) {
  const t = useTranslations("deployments");
  return (
    <BulkBar count={selection.ids.size} onClear={() => selection.set(new Set())}>
      {actionOrder.map((action) => {
        const count = selection.targets.filter((target) => target.actions.includes(action)).length;
        if (count === 0) return null;
        return (
          <Button
            key={action}
            look={action === "release" || action === "submit" ? "primary" : "secondary"}
            icon={actionIcons[action]}
            onClick={() => address.ask(action, "selected")}
          >
            {t(`do.${action}Count`, { count })}
          </Button>
        );
      })}
    </BulkBar>
  );
}

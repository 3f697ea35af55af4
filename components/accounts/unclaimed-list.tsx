"use client";

import type { InferContractRouterOutputs } from "@orpc/contract";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useQueryState } from "nuqs";
import { useMemo } from "react";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { AccountLogo } from "#components/ui/account-logo.tsx";
import { Button } from "#components/ui/button.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import { DataTable, type TableColumn } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { State } from "#components/ui/state-glyph.tsx";
import type { Contract } from "#lib/api/contract.ts";
import { ClaimDialog } from "./claim-dialog.tsx";

export type UnclaimedGrant = InferContractRouterOutputs<Contract>["invitations"]["unclaimed"][number];

/** Signed authorizations that match no invitation of ours, until someone says whose they are. */
export function UnclaimedList() {
  const t = useTranslations("accounts.unclaimed");
  const mayClaim = useMay("invitations.claim");
  const [claiming, setClaiming] = useQueryState("claim", { history: "push" });
  const platforms = useQuery(api.platforms.list.queryOptions({ staleTime: 60_000 })).data;
  const query = useQuery(api.invitations.unclaimed.queryOptions({ refetchInterval: 5_000 }));
  const rows = query.data;
  const chosen = rows?.find((grant) => grant.id === claiming) ?? null;

  const columns = useMemo((): TableColumn<UnclaimedGrant>[] => {
    const platformOf = (grant: UnclaimedGrant) =>
      platforms?.find((one) => one.componentAppId === grant.componentAppId)?.name ?? grant.componentAppId;
    return [
      {
        id: "account",
        header: t("columns.account"),
        cell: (grant) => (
          <span className="flex items-center gap-2">
            <AccountLogo name={grant.accountName ?? ""} seed={grant.appId} />
            {grant.accountName ? (
              <span className="font-medium">{grant.accountName}</span>
            ) : (
              <span className="text-ink-2">{t("unnamed")}</span>
            )}
          </span>
        ),
      },
      { id: "appId", header: t("columns.appId"), cell: (grant) => <Copyable text={grant.appId} /> },
      { id: "platform", header: t("columns.platform"), className: "text-ink-2", cell: platformOf },
      {
        id: "reason",
        header: t("columns.reason"),
        cell: (grant) => <State kind="unclaimed">{t(`reason.${grant.reason}`)}</State>,
      },
      {
        id: "received",
        header: t("columns.received"),
        align: "end",
        className: "text-ink-2",
        cell: (grant) => <RelativeTime at={grant.receivedAt} />,
      },
      ...(mayClaim
        ? [
            {
              id: "claim",
              header: <span className="sr-only">{t("columns.action")}</span>,
              align: "end" as const,
              width: "1%",
              cell: (grant: UnclaimedGrant) => (
                <Button size="small" onClick={() => void setClaiming(grant.id)}>
                  {t("claim")}
                </Button>
              ),
            },
          ]
        : []),
    ];
  }, [t, platforms, mayClaim, setClaiming]);

  return (
    <>
      <p className="max-w-[88ch] shrink-0 border-line border-b px-6 py-3 text-ink-2 max-desk:px-4">{t("lead")}</p>
      <DataTable
        label={t("table")}
        rows={rows}
        rowId={(grant) => grant.id}
        rowLabel={(grant) => grant.accountName ?? grant.appId}
        columns={columns}
        compact={(grant) => ({
          logo: <AccountLogo name={grant.accountName ?? ""} seed={grant.appId} size={32} />,
          title: grant.accountName ?? t("unnamed"),
          end: mayClaim ? <span className="text-bronze">{t("claim")}</span> : null,
          meta: [t(`reason.${grant.reason}`), grant.appId],
          metaEnd: <RelativeTime at={grant.receivedAt} />,
        })}
        {...(mayClaim ? { onOpen: (grant: UnclaimedGrant) => void setClaiming(grant.id) } : {})}
        error={query.error}
        onRetry={() => void query.refetch()}
        skeletonRows={4}
        empty={<EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>}
      />
      <ClaimDialog grant={mayClaim ? chosen : null} onClose={() => void setClaiming(null)} />
    </>
  );
}

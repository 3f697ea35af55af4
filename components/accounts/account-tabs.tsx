"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { TabLinks } from "#components/ui/tabs.tsx";

/** Views of the accounts: each is an address with its filter. */
const views = [
  { key: "all", query: "" },
  { key: "week", query: "?within=7", count: "thisWeek" },
  { key: "missing", query: "?missing=0", count: "missing" },
  { key: "unbound", query: "?binding=unbound", count: "unbound" },
  { key: "unknown", query: "?binding=unknown", count: "unknown" },
  { key: "revoked", query: "?state=revoked", count: "revoked" },
  { key: "unclaimed", query: "?tab=unclaimed", count: "unclaimed" },
] as const;

export type AccountView = (typeof views)[number]["key"];

interface AccountTabsProps {
  /** Null when the filters are none of the views. */
  current: AccountView | null;
  actions?: React.ReactNode;
}

/** The tabs over the table, with their counts. */
export function AccountTabs({ current, actions }: AccountTabsProps) {
  const t = useTranslations("accounts");
  const format = useFormatter();
  const counts = useQuery(api.accounts.counts.queryOptions({ refetchInterval: 10_000 })).data;
  return (
    <TabLinks
      label={t("tabs.label")}
      items={views.map((view) => {
        const count = counts?.[view.key === "all" ? "all" : view.count];
        return {
          href: `/accounts${view.query}`,
          label: t(`tabs.${view.key}`),
          count: count === undefined ? null : format.number(count),
          current: view.key === current,
        };
      })}
      actions={actions}
    />
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "#components/shell/api.ts";
import type { Target } from "#lib/deployments/contract.ts";

/** The target of one account in a deployment, live; whatever page or filter the table is on. */
export function useTarget(deploymentId: string, appId: string | null) {
  const query = useQuery(
    api.deployments.targets.queryOptions({
      input: { id: deploymentId, search: appId ?? "", limit: 5, direction: "next" },
      enabled: appId !== null,
      refetchInterval: 2_000,
    }),
  );
  const target: Target | null = query.data?.items.find((one) => one.appId === appId) ?? null;
  return { target, query };
}

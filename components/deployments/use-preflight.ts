"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "#components/shell/api.ts";
import type { Goal } from "./words.ts";

/** While accounts are being ticked one after another, one question at the end is enough. */
const settleMs = 250;

interface Choice {
  platform: string;
  templateId: string | undefined;
  appIds: readonly string[];
  goal: Goal;
}

/** What would happen, asked again as the choice changes. ext_json is judged on the page, so it is not sent. */
export function usePreflight({ platform, templateId, appIds, goal }: Choice) {
  const [settled, setSettled] = useState(appIds);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(appIds), settleMs);
    return () => clearTimeout(timer);
  }, [appIds]);
  const query = useQuery(
    api.deployments.preflight.queryOptions({
      input: {
        componentAppId: platform,
        templateId: templateId ?? "",
        appIds: [...settled],
        extJson: "{}",
        goal,
      },
      enabled: settled.length > 0,
      placeholderData: keepPreviousData,
      staleTime: 5_000,
      refetchInterval: 30_000,
    }),
  );
  const current = appIds.length > 0;
  return {
    data: current ? query.data : undefined,
    error: current ? query.error : null,
    /** The answer shown is for an earlier choice. */
    pending: current && (settled !== appIds || query.isPending || query.isPlaceholderData),
    refetch: query.refetch,
  };
}

export type PreflightState = ReturnType<typeof usePreflight>;

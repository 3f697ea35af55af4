"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { useProblem } from "#components/ui/problem.ts";
import { toast } from "#components/ui/toast.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import { checksOf, lookAgainMs } from "./checks.ts";

/** As long as a failed token cools off on the server, and a little more. */
const tryAgainMs = 31_000;

/** One platform, read again by itself until everything about it is green. */
export function usePlatform(componentAppId: string, enabled = true) {
  return useQuery(
    api.platforms.get.queryOptions({
      input: { componentAppId },
      enabled,
      refetchInterval: ({ state }) => (state.data ? lookAgainMs(state.data, Date.now()) : 2_000),
    }),
  );
}

/** Has the component token tried while the page is open and something about it is not green. */
export function useAutoCheck(platform: Platform): void {
  const mayManage = useMay("platforms.manage");
  const { ticket, token, address } = checksOf(platform, Date.now());
  const hasTicket = ticket === "ok" || ticket === "late";
  useQuery(
    api.platforms.check.queryOptions({
      input: { componentAppId: platform.componentAppId },
      enabled: mayManage && hasTicket && (token !== "ok" || address !== "ok"),
      refetchInterval: tryAgainMs,
      retry: false,
    }),
  );
}

/** Puts a platform that a verb gave back where the screens look for it. */
export function useShowPlatform(): (platform: Platform) => Promise<void> {
  const cache = useQueryClient();
  return async (platform) => {
    const { componentAppId } = platform;
    cache.setQueryData(api.platforms.get.queryKey({ input: { componentAppId } }), platform);
    await cache.invalidateQueries({ queryKey: api.platforms.key() });
  };
}

/** What failed, what to do, and WeChat's codes, as a toast. */
export function useFailedToast(): (error: unknown) => void {
  const problemOf = useProblem();
  return (error) => {
    const { message, next, errcode, rid } = problemOf(error);
    toast.failed(message, [next, errcode, rid].filter(Boolean).join(" ") || undefined);
  };
}

export function useAskForTicket() {
  const t = useTranslations("platforms.actions");
  const cache = useQueryClient();
  const failed = useFailedToast();
  return useMutation(
    api.platforms.askForTicket.mutationOptions({
      onSuccess: ({ state }) => toast.done(t(state === "restarted" ? "askRestarted" : "askNormal")),
      onError: failed,
      onSettled: () => cache.invalidateQueries({ queryKey: api.platforms.key() }),
    }),
  );
}

export function useImportAccounts() {
  const cache = useQueryClient();
  const failed = useFailedToast();
  return useMutation(
    api.platforms.importAccounts.mutationOptions({
      onError: failed,
      onSettled: () => cache.invalidateQueries({ queryKey: api.platforms.key() }),
    }),
  );
}

export function useCheck() {
  const cache = useQueryClient();
  const failed = useFailedToast();
  return useMutation(
    api.platforms.check.mutationOptions({
      onError: failed,
      onSettled: () => cache.invalidateQueries({ queryKey: api.platforms.key() }),
    }),
  );
}

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, KeyRound, Ticket } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import { useProblem } from "#components/ui/problem.ts";
import { toast } from "#components/ui/toast.tsx";
import type { Platform } from "#lib/platforms/contract.ts";

interface PlatformActionsProps {
  platform: Platform;
  onReplace: () => void;
}

/** Ask for a ticket, read the accounts again, replace the secrets. Absent for those who may not. */
export function PlatformActions({ platform, onReplace }: PlatformActionsProps) {
  const t = useTranslations("settings.platforms.actions");
  const mayManage = useMay("platforms.manage");
  const mayImport = useMay("accounts.import");
  const { componentAppId } = platform;
  const ask = useAskForTicket();
  const reading = useImportAccounts();
  const running = platform.import.state === "running";
  return (
    <div className="flex flex-wrap gap-2">
      {mayManage ? (
        <Button
          icon={<Ticket aria-hidden="true" />}
          loading={ask.isPending}
          onClick={() => ask.mutate({ componentAppId })}
        >
          {t("ask")}
        </Button>
      ) : null}
      {mayImport ? (
        <Button
          icon={<Download aria-hidden="true" />}
          loading={reading.isPending || running}
          onClick={() => reading.mutate({ componentAppId })}
        >
          {t(
            platform.import.state === "done"
              ? "importAgain"
              : platform.import.state === "failed"
                ? "importOn"
                : "import",
          )}
        </Button>
      ) : null}
      {mayManage && !platform.demo ? (
        <Button icon={<KeyRound aria-hidden="true" />} onClick={onReplace}>
          {t("replace")}
        </Button>
      ) : null}
    </div>
  );
}

function useAskForTicket() {
  const t = useTranslations("settings.platforms.actions");
  const cache = useQueryClient();
  const failed = useFailedToast();
  return useMutation(
    api.platforms.askForTicket.mutationOptions({
      onSuccess: ({ state }) => toast.done(t(state === "restarted" ? "askRestarted" : "askNormal")),
      onError: failed,
      onSettled: () => cache.invalidateQueries({ queryKey: api.platforms.list.key() }),
    }),
  );
}

function useImportAccounts() {
  const cache = useQueryClient();
  const failed = useFailedToast();
  return useMutation(
    api.platforms.importAccounts.mutationOptions({
      onError: failed,
      onSettled: () => cache.invalidateQueries({ queryKey: api.platforms.list.key() }),
    }),
  );
}

/** What failed, what to do, and WeChat's codes. */
function useFailedToast() {
  const problemOf = useProblem();
  return (error: unknown) => {
    const { message, next, errcode, rid } = problemOf(error);
    toast.failed(message, [next, errcode, rid].filter(Boolean).join(" ") || undefined);
  };
}

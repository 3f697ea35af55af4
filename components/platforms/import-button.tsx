"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import { useImportAccounts } from "./use-platform.ts";

/** Reads the platform's authorizations from WeChat. Absent for those who may not. */
export function ImportButton({ platform }: { platform: Platform }) {
  const t = useTranslations("platforms.actions");
  const mayImport = useMay("accounts.import");
  const reading = useImportAccounts();
  if (!mayImport) return null;
  const { state } = platform.import;
  return (
    <Button
      icon={<Download aria-hidden="true" />}
      loading={reading.isPending || state === "running"}
      onClick={() => reading.mutate({ componentAppId: platform.componentAppId })}
    >
      {t(state === "done" ? "importAgain" : state === "failed" ? "importOn" : "import")}
    </Button>
  );
}

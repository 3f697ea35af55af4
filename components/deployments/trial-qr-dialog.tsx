"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Deployment } from "#lib/deployments/contract.ts";
import type { DeploymentAddress } from "./use-deployment-address.ts";
import { useTarget } from "./use-target.ts";

/** The QR code of one account's trial version, on white, to be scanned from across a table. */
export function TrialQrDialog({ deployment, address }: { deployment: Deployment; address: DeploymentAddress }) {
  const appId = address.state.qr;
  if (!appId) return null;
  return <QrDialog deployment={deployment} appId={appId} onClose={() => address.open({ qr: null })} />;
}

function QrDialog({ deployment, appId, onClose }: { deployment: Deployment; appId: string; onClose: () => void }) {
  const t = useTranslations("deployments.qr");
  const { target } = useTarget(deployment.id, appId);
  const qr = useQuery(api.deployments.trialQr.queryOptions({ input: { appId }, retry: false }));
  const name = target?.accountName ?? appId;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      size="small"
      title={t("title", { name })}
      description={t("text", { version: deployment.version })}
      footer={
        qr.data ? (
          <Button
            icon={<Download aria-hidden="true" />}
            onClick={() => save(qr.data.dataUrl, `${appId}-${deployment.version}.jpg`)}
          >
            {t("save")}
          </Button>
        ) : null
      }
    >
      {qr.error ? (
        <ErrorState error={qr.error} onRetry={() => void qr.refetch()} retrying={qr.isFetching} className="p-0" />
      ) : (
        <div className="flex aspect-square w-full items-center justify-center rounded-lg border border-edge bg-white p-4">
          {qr.data ? (
            // biome-ignore lint/performance/noImgElement: a data URL, nothing for Next's optimizer to do
            <img src={qr.data.dataUrl} alt={t("alt", { name })} className="size-full object-contain" />
          ) : (
            <Skeleton className="size-40" />
          )}
        </div>
      )}
    </Dialog>
  );
}

function save(dataUrl: string, fileName: string): void {
  const link = document.createElement("a");
  link.href = dataUrl;
  link.download = fileName;
  link.click();
}

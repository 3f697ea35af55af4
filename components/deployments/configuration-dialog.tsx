"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copyable.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { Deployment } from "#lib/deployments/contract.ts";
import type { DeploymentAddress } from "./use-deployment-address.ts";

/** The ext_json that every target got; extAppid was each one's own. */
export function ConfigurationDialog({ deployment, address }: { deployment: Deployment; address: DeploymentAddress }) {
  const t = useTranslations("deployments.configuration");
  return (
    <Dialog
      open={address.state.config}
      onOpenChange={(open) => address.open({ config: open ? true : null })}
      title={t("title")}
      description={t("text")}
      size="large"
      footer={<CopyButton text={deployment.extJson} label={t("copy")} />}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre tabIndex={0} className="mono max-h-[60vh] overflow-auto rounded-md bg-sunk p-3">
        {indented(deployment.extJson)}
      </pre>
    </Dialog>
  );
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

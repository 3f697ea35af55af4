"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsBoolean, useQueryState } from "nuqs";
import { useMay } from "#components/shell/me.tsx";
import { DetailTitle } from "#components/shell/page.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import { HealthState } from "./health-state.tsx";
import { RenameDialog } from "./rename-dialog.tsx";

/** Who the platform is and how it is. */
export function PlatformTitle({ platform }: { platform: Platform }) {
  const t = useTranslations("platforms");
  const mayManage = useMay("platforms.manage");
  const [renaming, setRenaming] = useQueryState("rename", parseAsBoolean.withDefault(false));
  return (
    <>
      <DetailTitle
        title={platform.name}
        state={
          <>
            <HealthState platform={platform} />
            {platform.demo ? <span className="text-ink-2">{t("demo")}</span> : null}
          </>
        }
        facts={[<Copyable key="appId" text={platform.componentAppId} marked />]}
        actions={
          <>
            {mayManage ? (
              <Button icon={<Pencil aria-hidden="true" />} onClick={() => void setRenaming(true)}>
                {t("page.rename")}
              </Button>
            ) : null}
            <ButtonLink href={`/accounts?platform=${platform.componentAppId}`}>{t("page.accounts")}</ButtonLink>
          </>
        }
      />
      {mayManage && renaming ? <RenameDialog platform={platform} onClose={() => void setRenaming(null)} /> : null}
    </>
  );
}

"use client";

import { Copy, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "#components/shell/me.tsx";
import { BulkBar } from "#components/ui/bulk-bar.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { useCopy } from "#components/ui/copyable.tsx";
import { toast } from "#components/ui/toast.tsx";

interface AccountBulkBarProps {
  /** AppIDs, and which of them are known not to be Mini Programs. */
  selected: ReadonlySet<string>;
  notDeployable: ReadonlySet<string>;
  onClear: () => void;
}

/** What can be done with the chosen accounts; templates go to Mini Programs only. */
export function AccountBulkBar({ selected, notDeployable, onClear }: AccountBulkBarProps) {
  const t = useTranslations("accounts.selection");
  const mayDeploy = useMay("deployments.create");
  const { copy } = useCopy();
  const targets = [...selected].filter((appId) => !notDeployable.has(appId));
  const leftOut = selected.size - targets.length;
  return (
    <BulkBar
      count={selected.size}
      onClear={onClear}
      more={
        mayDeploy && leftOut > 0 ? (
          <span className="text-ink-2 max-desk:hidden">{t("onlyMiniPrograms", { count: leftOut })}</span>
        ) : null
      }
    >
      <Button
        className="max-sm:hidden"
        icon={<Copy aria-hidden="true" />}
        onClick={async () => {
          await copy([...selected].join("\n"));
          toast.done(t("copied", { count: selected.size }));
        }}
      >
        {t("copyIds")}
      </Button>
      {mayDeploy && targets.length > 0 ? (
        <ButtonLink
          look="primary"
          href={`/deployments/new?accounts=${targets.join(",")}`}
          icon={<Upload aria-hidden="true" />}
        >
          {t("deploy", { count: targets.length })}
        </ButtonLink>
      ) : null}
    </BulkBar>
  );
}

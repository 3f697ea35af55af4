"use client";

import { useTranslations } from "next-intl";
import { SearchField } from "#components/ui/search-field.tsx";
import { SegmentedBar, SegmentLegend } from "#components/ui/segmented-bar.tsx";
import type { Deployment } from "#lib/deployments/contract.ts";
import type { DeploymentAddress } from "./use-deployment-address.ts";
import { segmentsOf, targetStates } from "./words.ts";

/** Fewer targets are seen at a glance. */
const worthSearching = 10;

/** One bar of segments by state that fills as it goes; its legend filters the targets below. */
export function DeploymentBar({ deployment, address }: { deployment: Deployment; address: DeploymentAddress }) {
  const t = useTranslations("deployments");
  const segments = segmentsOf(deployment, (state) => t(`targetState.${state}`));
  return (
    <div className="shrink-0 px-6 pb-3 max-desk:px-4">
      <SegmentedBar label={t("bar", { number: deployment.number })} segments={segments} />
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 pt-3">
        <SegmentLegend
          label={t("legend")}
          segments={segments}
          allLabel={t("all")}
          value={address.state.state}
          onChange={(value) => address.filter({ state: targetStates.find((state) => state === value) ?? null })}
        />
        {deployment.total >= worthSearching || address.state.q ? (
          <SearchField
            label={t("search.label")}
            placeholder={t("search.placeholder")}
            value={address.state.q}
            onChange={(text) => address.filter({ q: text || null })}
          />
        ) : null}
      </div>
    </div>
  );
}

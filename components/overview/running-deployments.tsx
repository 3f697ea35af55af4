"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useMay } from "#components/shell/me.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { SegmentedBar } from "#components/ui/segmented-bar.tsx";
import { State, type StateKind } from "#components/ui/state-glyph.tsx";
import type { Deployment } from "#lib/deployments/contract.ts";
import type { Overview } from "#lib/overview/contract.ts";
import { countOf, type SegmentKey, segmentsOf } from "./deployment-segments.ts";
import { SectionHead } from "./section-head.tsx";

const glyphs: Record<Deployment["state"], StateKind> = {
  running: "working",
  paused: "paused",
  waiting: "waiting",
  finished: "released",
  cancelled: "cancelled",
};

/** Deployments that are not over, each as one bar. */
export function RunningDeployments({ deployments }: { deployments: Overview["deployments"] }) {
  const t = useTranslations("overview.deployments");
  const mayDeploy = useMay("deployments.create");
  return (
    <section>
      <SectionHead
        title={t("title")}
        note={deployments.length > 0 ? deployments.length : null}
        link={{ href: "/deployments", label: t("all") }}
      />
      {deployments.length === 0 ? (
        <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
          <p className="text-ink-2">{t("none")}</p>
          {mayDeploy ? (
            <ButtonLink size="small" href="/deployments/new">
              {t("start")}
            </ButtonLink>
          ) : null}
        </div>
      ) : (
        <ul className="mt-1">
          {deployments.map((deployment) => (
            <DeploymentLine key={deployment.id} deployment={deployment} />
          ))}
        </ul>
      )}
    </section>
  );
}

const goalKeys = { trial: "committed", review: "submitted", release: "released" } as const;
const goalSegments: Record<Deployment["goal"], SegmentKey[]> = {
  trial: ["released", "approved", "reviewing", "committed"],
  review: ["released", "approved"],
  release: ["released"],
};

function DeploymentLine({ deployment }: { deployment: Deployment }) {
  const t = useTranslations("overview.deployments");
  const format = useFormatter();
  const done = countOf(deployment.counts, ...goalSegments[deployment.goal]);
  const reviewing = countOf(deployment.counts, "reviewing");
  const troubled = countOf(deployment.counts, "rejected", "failed");
  const b = (chunks: React.ReactNode) => <strong className="font-medium text-ink">{chunks}</strong>;
  return (
    <li className="relative border-line-2 border-b py-3 last:border-b-0">
      <div className="figures flex flex-wrap items-baseline justify-between gap-x-4">
        <Link href={`/deployments/${deployment.id}`} className="after:absolute after:inset-0">
          <span className="font-medium">{t("number", { number: deployment.number })}</span>{" "}
          <span className="ml-1 font-medium">{t("version", { version: deployment.version })}</span>
          <span className="ml-2 text-ink-2">{t("targets", { count: deployment.total })}</span>
        </Link>
        <span className="text-ink-2">
          {t.rich(goalKeys[deployment.goal], {
            done: format.number(done),
            total: format.number(deployment.total),
            b,
          })}
        </span>
      </div>
      <SegmentedBar
        size="small"
        className="my-1.5"
        label={t("bar", { number: deployment.number })}
        segments={segmentsOf(deployment.counts, (key) => t(`segment.${key}`))}
      />
      <div className="figures flex flex-wrap items-center justify-between gap-x-4 text-ink-2">
        <State kind={glyphs[deployment.state]} className="text-ink-2">
          {t(`state.${deployment.state}`)}
        </State>
        <span className="flex gap-3">
          {reviewing > 0 ? <span>{t("reviewing", { count: reviewing })}</span> : null}
          {troubled > 0 ? <span className="text-cinnabar">{t("troubled", { count: troubled })}</span> : null}
        </span>
      </div>
    </li>
  );
}

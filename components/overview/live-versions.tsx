"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Overview } from "#lib/overview/contract.ts";
import { SectionHead } from "./section-head.tsx";

interface LiveVersionsProps {
  versions: Overview["liveVersions"];
  notReleased: number;
}

/** Which versions are live and on how many Mini Programs; the most common in bronze. */
export function LiveVersions({ versions, notReleased }: LiveVersionsProps) {
  const t = useTranslations("overview.versions");
  const format = useFormatter();
  const live = versions.reduce((sum, version) => sum + version.count, 0);
  const most = Math.max(1, notReleased, ...versions.map((version) => version.count));
  const top = Math.max(0, ...versions.map((version) => version.count));
  return (
    <section>
      <SectionHead title={t("title")} note={live > 0 ? t("count", { count: live }) : null} />
      {live === 0 ? <p className="mt-1 text-ink-2">{t("none")}</p> : null}
      <ul className="mt-1">
        {versions.map((version) => (
          <Bar
            key={version.version}
            label={version.version}
            share={version.count / most}
            fill={version.count === top ? "bg-fill-bronze" : "bg-fill-slate"}
            number={format.number(version.count)}
          />
        ))}
        {notReleased > 0 ? (
          <Bar
            label={t("notReleased")}
            share={notReleased / most}
            fill="bg-fill-queued"
            number={format.number(notReleased)}
          />
        ) : null}
      </ul>
    </section>
  );
}

interface BarProps {
  label: string;
  share: number;
  fill: string;
  number: string;
}

function Bar({ label, share, fill, number }: BarProps) {
  return (
    <li className="figures flex h-9 items-center gap-3">
      <span className="w-24 shrink-0 truncate">{label}</span>
      <span className="h-2 min-w-0 flex-1" aria-hidden="true">
        <span
          className={`block h-full min-w-1 rounded-[2px] ${fill}`}
          style={{ width: `${Math.max(2, share * 100)}%` }}
        />
      </span>
      <span className="shrink-0 text-right">{number}</span>
    </li>
  );
}

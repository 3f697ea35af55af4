"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Figure } from "#components/ui/key-values.tsx";
import { useNowMs } from "#components/ui/now.tsx";
import { RelativeTime, useDuration } from "#components/ui/relative-time.tsx";
import type { Deployment } from "#lib/deployments/contract.ts";
import { countIn, doneOf, isMoving, troubledOf } from "./words.ts";

/** Too few targets say nothing about a rate. */
const enoughForRate = { total: 20, done: 5 };

/** How far, how fast, how long still, what the quota allows, how much went wrong. */
export function DeploymentFigures({ deployment }: { deployment: Deployment }) {
  const t = useTranslations("deployments.figures");
  const format = useFormatter();
  const duration = useDuration();
  const now = useNowMs();
  const { total, goal, createdAt, finishedAt, reviewQuota } = deployment;
  const done = doneOf(deployment);
  const troubled = troubledOf(deployment.counts);
  const elapsedMs = Math.max(0, (finishedAt ?? now) - createdAt);
  const perMinute = elapsedMs > 0 ? (done * 60_000) / elapsedMs : 0;
  const rated =
    deployment.state === "running" && total >= enoughForRate.total && done >= enoughForRate.done && perMinute > 0;
  const remaining = total - done - countIn(deployment.counts, ["rejected", "failed", "cancelled", "withdrawn"]);
  const unsubmitted = countIn(deployment.counts, [
    "queued",
    "preflight",
    "committing",
    "scanning",
    "committed",
    "submitting",
  ]);
  return (
    <div className="flex shrink-0 flex-wrap justify-between gap-x-8 gap-y-3 px-6 pt-1 pb-5 max-desk:justify-start max-desk:px-4">
      <Figure label={t(`done.${goal}`)} value={format.number(done)} note={`/ ${format.number(total)}`} />
      {rated ? (
        <Figure
          label={t("rate")}
          value={format.number(perMinute, { maximumFractionDigits: perMinute < 10 ? 1 : 0 })}
          note={t("rateNote")}
        />
      ) : null}
      {rated && remaining > 0 ? (
        <Figure label={t("left")} value={duration((remaining / perMinute) * 60_000)} note={t("leftNote")} />
      ) : (
        <Figure
          label={isMoving(deployment) || deployment.state === "waiting" ? t("running") : t("took")}
          value={<span suppressHydrationWarning>{duration(elapsedMs)}</span>}
        />
      )}
      {goal === "trial" ? null : (
        <Figure
          label={t("quota")}
          value={reviewQuota ? format.number(reviewQuota.rest) : "–"}
          note={
            reviewQuota === null
              ? t("quotaUnread")
              : unsubmitted > 0 && deployment.state !== "cancelled"
                ? t("quotaNeeds", { count: unsubmitted })
                : t.rich("quotaOf", { limit: reviewQuota.limit, time: () => <RelativeTime at={reviewQuota.readAt} /> })
          }
        />
      )}
      <Figure
        label={t("trouble")}
        value={
          <span className={troubled > 0 ? "text-cinnabar" : undefined}>
            {format.number(total > 0 ? troubled / total : 0, { style: "percent", maximumFractionDigits: 1 })}
          </span>
        }
        note={troubled > 0 ? t("troubleNote", { count: troubled }) : null}
      />
    </div>
  );
}

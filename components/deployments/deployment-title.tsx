"use client";

import { Ellipsis, FileJson, Pause, Play, ReceiptText, RotateCw, SendHorizontal, Undo2, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "#components/shell/me.tsx";
import { DetailTitle } from "#components/shell/page.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuLine } from "#components/ui/menu.tsx";
import { useProblem } from "#components/ui/problem.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Deployment } from "#lib/deployments/contract.ts";
import { DeploymentWord } from "./deployment-columns.tsx";
import { useChangeDeployment } from "./use-change-deployment.ts";
import type { DeploymentAddress } from "./use-deployment-address.ts";
import { countIn } from "./words.ts";

interface PartProps {
  deployment: Deployment;
  address: DeploymentAddress;
}

/** What goes where, by whom, and what can be decided about all of it. */
export function DeploymentTitle({ deployment, address }: PartProps) {
  const t = useTranslations("deployments");
  const { number, version, total, description, goal, createdBy, createdAt } = deployment;
  return (
    <DetailTitle
      title={t("page.title", { version, count: total })}
      state={<DeploymentWord deployment={deployment} />}
      facts={[
        t("numbered", { number }),
        t.rich("page.startedBy", { name: createdBy, time: () => <RelativeTime at={createdAt} /> }),
        t(`page.goal.${goal}`),
        description,
      ]}
      actions={<Actions deployment={deployment} address={address} />}
    />
  );
}

function Actions({ deployment, address }: PartProps) {
  const t = useTranslations("deployments");
  const mayControl = useMay("deployments.control");
  const mayRelease = useMay("deployments.release");
  const { state, counts, goal } = deployment;
  const ended = state === "finished" || state === "cancelled";
  const retryable = countIn(counts, ["failed", "rejected", "withdrawn"]);
  const submittable = goal === "trial" ? countIn(counts, ["committed"]) : 0;
  const releasable = goal === "release" && state !== "cancelled" ? 0 : countIn(counts, ["approved"]);
  return (
    <>
      {mayControl && !ended ? (
        <Button look="ghost" onClick={() => address.ask("cancel")}>
          {t("page.cancel")}
        </Button>
      ) : null}
      {mayControl && state !== "cancelled" && retryable > 0 ? (
        <Button icon={<RotateCw aria-hidden="true" />} onClick={() => address.ask("retry")}>
          {t("do.retryCount", { count: retryable })}
        </Button>
      ) : null}
      {mayControl && state !== "cancelled" && submittable > 0 ? (
        <Button icon={<SendHorizontal aria-hidden="true" />} onClick={() => address.ask("submit")}>
          {t("do.submitCount", { count: submittable })}
        </Button>
      ) : null}
      {mayRelease && releasable > 0 ? (
        <Button icon={<Upload aria-hidden="true" />} onClick={() => address.ask("release")}>
          {t("do.releaseCount", { count: releasable })}
        </Button>
      ) : null}
      {mayControl ? <PauseButton deployment={deployment} /> : null}
      <MoreMenu deployment={deployment} address={address} />
    </>
  );
}

/** Pausing can be undone, so it is done at once. */
function PauseButton({ deployment }: { deployment: Deployment }) {
  const t = useTranslations("deployments");
  const problemOf = useProblem();
  const change = useChangeDeployment();
  if (deployment.state !== "running" && deployment.state !== "paused") return null;
  const verb = deployment.state === "paused" ? "resume" : "pause";
  return (
    <Button
      icon={verb === "pause" ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
      loading={change.isPending}
      onClick={() =>
        change.mutate(
          { id: deployment.id, verb },
          { onError: (error) => toast.failed(problemOf(error).message, problemOf(error).next ?? undefined) },
        )
      }
    >
      {t(`page.${verb}`)}
    </Button>
  );
}

function MoreMenu({ deployment, address }: PartProps) {
  const t = useTranslations("deployments");
  const mayControl = useMay("deployments.control");
  const mayRelease = useMay("deployments.release");
  const mayCreate = useMay("deployments.create");
  const { counts, number, templateId, componentAppId } = deployment;
  const inReview = countIn(counts, ["reviewing", "delayed"]);
  const live = countIn(counts, ["released"]);
  return (
    <Menu trigger={<IconButton label={t("page.more")} icon={<Ellipsis />} />}>
      <MenuItem icon={<FileJson aria-hidden="true" />} onSelect={() => address.open({ config: true })}>
        {t("page.configuration")}
      </MenuItem>
      {mayCreate ? (
        <MenuItem
          icon={<Upload aria-hidden="true" />}
          href={`/deployments/new?template=${templateId}&platform=${componentAppId}`}
        >
          {t("page.deployAgain")}
        </MenuItem>
      ) : null}
      <MenuItem icon={<ReceiptText aria-hidden="true" />} href={`/audit?q=${encodeURIComponent(`#${number}`)}`}>
        {t("page.audit")}
      </MenuItem>
      {(mayControl && inReview > 0) || (mayRelease && live > 0) ? <MenuLine /> : null}
      {mayControl && inReview > 0 ? (
        <MenuItem irreversible icon={<Undo2 aria-hidden="true" />} onSelect={() => address.ask("withdraw")}>
          {t("do.withdrawCount", { count: inReview })}
        </MenuItem>
      ) : null}
      {mayRelease && live > 0 ? (
        <MenuItem irreversible icon={<Undo2 aria-hidden="true" />} onSelect={() => address.ask("roll_back")}>
          {t("do.roll_backCount", { count: live })}
        </MenuItem>
      ) : null}
    </Menu>
  );
}

"use client";

import { ArrowUpRight, QrCode, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWords } from "#components/accounts/use-words.ts";
import { useMay } from "#components/shell/me.tsx";
import { AccountLogo } from "#components/ui/account-logo.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { KeyValues } from "#components/ui/key-values.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { SidePanel } from "#components/ui/side-panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Deployment, Target } from "#lib/deployments/contract.ts";
import { plainText } from "./plain-text.ts";
import { actionIcons, actionOrder } from "./target-actions.tsx";
import { codesOf, isStopped, TargetWord, useTargetLine } from "./target-words.tsx";
import type { DeploymentAddress } from "./use-deployment-address.ts";
import { useTarget } from "./use-target.ts";

interface PanelProps {
  deployment: Deployment;
  address: DeploymentAddress;
}

/** One target in full: where it is, why, what to do about it. */
export function TargetPanel({ deployment, address }: PanelProps) {
  const t = useTranslations("deployments");
  const appId = address.state.target;
  const { target, query } = useTarget(deployment.id, appId);
  return (
    <SidePanel
      open={appId !== null}
      onOpenChange={(open) => (open ? null : address.open({ target: null }))}
      title={
        target ? (
          <span className="flex min-w-0 items-center gap-2">
            <AccountLogo name={target.accountName} seed={target.appId} src={target.logoUrl} size={24} />
            <span className="truncate">{target.accountName}</span>
          </span>
        ) : (
          t("panel.title")
        )
      }
    >
      {target ? (
        <TargetParts target={target} deployment={deployment} address={address} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data ? (
        <EmptyState title={t("panel.notHere")}>{t("panel.notHereText")}</EmptyState>
      ) : (
        <div className="flex flex-col gap-4 p-6" aria-busy="true">
          <Skeleton className="w-1/3" />
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/2" />
        </div>
      )}
    </SidePanel>
  );
}

function TargetParts({ target, deployment, address }: PanelProps & { target: Target }) {
  const t = useTranslations("deployments");
  const lineOf = useTargetLine();
  const actions = actionOrder.filter((action) => target.actions.includes(action));
  return (
    <div className="flex flex-col gap-6 px-6 py-5 max-desk:px-4">
      <div>
        <TargetWord target={target} />
        {target.problem && isStopped(target) ? null : (
          <p className="mt-1 max-w-[68ch] text-prose">{lineOf(target, deployment)}</p>
        )}
      </div>
      <Why target={target} deployment={deployment} />
      <KeyValues
        lined
        items={[
          { key: "appId", label: t("columns.appId"), value: <Copyable text={target.appId} marked /> },
          { key: "since", label: t("panel.since"), value: <RelativeTime at={target.since} absolute /> },
          ...(target.nextCheckAt === null
            ? []
            : [{ key: "next", label: t("panel.nextCheck"), value: <RelativeTime at={target.nextCheckAt} /> }]),
          {
            key: "auditId",
            label: t("panel.auditId"),
            value: target.auditId ? <Copyable text={target.auditId} marked /> : null,
          },
          { key: "before", label: t("panel.liveBefore"), value: target.previousLiveVersion },
        ]}
      />
      <div className="flex flex-wrap gap-2">
        {actions.map((action) => (
          <Button
            key={action}
            look={action === "withdraw" || action === "roll_back" || action === "skip" ? "ghost" : "secondary"}
            icon={actionIcons[action]}
            onClick={() => address.ask(action, target.appId)}
          >
            {t(`do.${action}`)}
          </Button>
        ))}
        {target.trialQr ? (
          <Button icon={<QrCode aria-hidden="true" />} onClick={() => address.open({ qr: target.appId })}>
            {t("qr.show")}
          </Button>
        ) : null}
        <ButtonLink look="ghost" href={`/accounts/${target.appId}`} icon={<ArrowUpRight aria-hidden="true" />}>
          {t("panel.account")}
        </ButtonLink>
      </div>
    </div>
  );
}

/** Cause, next step, WeChat's own words, its code and rid. */
function Why({ target, deployment }: { target: Target; deployment: Deployment }) {
  const t = useTranslations("deployments.panel");
  const words = useWords();
  const mayInvite = useMay("invitations.create");
  const { problem } = target;
  if (!problem) return null;
  const codes = codesOf(target);
  const invitation = new URLSearchParams({
    appId: target.appId,
    kind: "mini_program",
    name: target.accountName,
    platform: deployment.componentAppId,
  });
  const reinvite = problem.code === "authorization_revoked" || problem.code === "permission_missing";
  return (
    <section className="flex flex-col gap-3">
      {problem.reason ? (
        <div>
          <h3 className="text-ink-2">{t("reason")}</h3>
          <p className="whitespace-pre-line">{plainText(problem.reason)}</p>
        </div>
      ) : null}
      {target.state === "rejected" && problem.reason ? null : (
        <div>
          <h3 className="text-ink-2">{t("cause")}</h3>
          <p>{words(problem.cause)}</p>
        </div>
      )}
      <div>
        <h3 className="text-ink-2">{t("nextStep")}</h3>
        <p>{words(problem.nextStep)}</p>
      </div>
      {problem.screenshots.length > 0 ? (
        <p className="text-ink-2">{t("screenshots", { count: problem.screenshots.length })}</p>
      ) : null}
      {reinvite && mayInvite ? (
        <div>
          <ButtonLink href={`/invitations/new?${invitation}`} icon={<Send aria-hidden="true" />}>
            {t("reinvite")}
          </ButtonLink>
        </div>
      ) : null}
      {codes ? <Copyable text={codes} marked className="text-ink-3" /> : null}
    </section>
  );
}

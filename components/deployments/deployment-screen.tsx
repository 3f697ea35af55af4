"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api, statusOf } from "#components/shell/api.ts";
import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { Deployment } from "#lib/deployments/contract.ts";
import { AskDialog } from "./ask-dialog.tsx";
import { ConfigurationDialog } from "./configuration-dialog.tsx";
import { DeploymentBar } from "./deployment-bar.tsx";
import { DeploymentFigures } from "./deployment-figures.tsx";
import { DeploymentSkeleton } from "./deployment-skeleton.tsx";
import { DeploymentTitle } from "./deployment-title.tsx";
import { TargetPanel } from "./target-panel.tsx";
import { TargetTable } from "./target-table.tsx";
import { TrialQrDialog } from "./trial-qr-dialog.tsx";
import { useDeploymentAddress } from "./use-deployment-address.ts";
import { useTargetSelection } from "./use-target-selection.ts";
import { doneOf, isMoving } from "./words.ts";

/** One template on its way to many accounts; pleasant to leave open on a second screen. */
export function DeploymentScreen({ id }: { id: string }) {
  const t = useTranslations("deployments");
  const query = useQuery(
    api.deployments.get.queryOptions({
      input: { id },
      refetchInterval: ({ state }) => (state.data && !isMoving(state.data) ? 10_000 : 2_000),
    }),
  );
  const deployment = query.data;
  const status = statusOf(query.error);
  const missing = status === 404 || status === 400;
  const name = deployment ? t("numbered", { number: deployment.number }) : missing ? t("notFound.title") : t("details");
  const title =
    deployment && isMoving(deployment)
      ? t("tabTitle", { name, done: doneOf(deployment), total: deployment.total })
      : name;
  return (
    <Page title={title} crumbs={[{ label: t("title"), href: "/deployments" }, { label: name }]}>
      {deployment ? (
        <DeploymentParts deployment={deployment} updatedAt={query.dataUpdatedAt} failing={query.isRefetchError} />
      ) : missing ? (
        <EmptyState
          title={<h1>{t("notFound.title")}</h1>}
          action={<ButtonLink href="/deployments">{t("notFound.back")}</ButtonLink>}
        >
          {t("notFound.text")}
        </EmptyState>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DeploymentSkeleton />
      )}
    </Page>
  );
}

interface DeploymentPartsProps {
  deployment: Deployment;
  updatedAt: number;
  failing: boolean;
}

function DeploymentParts({ deployment, updatedAt, failing }: DeploymentPartsProps) {
  const address = useDeploymentAddress();
  const selection = useTargetSelection();
  return (
    <>
      <DeploymentTitle deployment={deployment} address={address} />
      <DeploymentFigures deployment={deployment} />
      <DeploymentBar deployment={deployment} address={address} />
      <TargetTable
        deployment={deployment}
        address={address}
        selection={selection}
        updatedAt={updatedAt}
        failing={failing}
      />
      <TargetPanel deployment={deployment} address={address} />
      <TrialQrDialog deployment={deployment} address={address} />
      <ConfigurationDialog deployment={deployment} address={address} />
      <AskDialog deployment={deployment} address={address} selection={selection} />
    </>
  );
}

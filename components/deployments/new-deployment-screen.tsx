"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { useMay, useMe } from "#components/shell/me.tsx";
import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { NewDeploymentForm } from "./new-deployment-form.tsx";

/** A new deployment, for those who may start one. */
export function NewDeploymentScreen() {
  const t = useTranslations("deployments");
  const me = useMe();
  const mayCreate = useMay("deployments.create");
  const mayConnect = useMay("platforms.manage");
  const platforms = useQuery(api.platforms.list.queryOptions({ staleTime: 60_000 }));
  const title = t("create.title");
  return (
    <Page title={title} crumbs={[{ label: t("title"), href: "/deployments" }, { label: title }]}>
      {me && !mayCreate ? (
        <EmptyState
          title={<h1>{t("create.forbiddenTitle")}</h1>}
          action={<ButtonLink href="/deployments">{t("notFound.back")}</ButtonLink>}
        >
          {t("create.forbiddenText")}
        </EmptyState>
      ) : platforms.data?.length === 0 ? (
        <EmptyState
          title={<h1>{t("create.noPlatform")}</h1>}
          action={
            mayConnect ? (
              <ButtonLink look="primary" href="/settings/platforms/connect" icon={<Plus aria-hidden="true" />}>
                {t("create.connect")}
              </ButtonLink>
            ) : null
          }
        >
          {t("create.noPlatformText")}
        </EmptyState>
      ) : platforms.data ? (
        <NewDeploymentForm platforms={platforms.data} />
      ) : platforms.error ? (
        <ErrorState error={platforms.error} onRetry={() => void platforms.refetch()} />
      ) : null}
    </Page>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { useMay, useMe } from "#components/shell/me.tsx";
import { Page, PageBody } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { NewInvitationForm } from "./new-invitation-form.tsx";

/** A new invitation, for those who may make one. */
export function NewInvitationScreen() {
  const t = useTranslations("invitations");
  const me = useMe();
  const mayCreate = useMay("invitations.create");
  const mayConnect = useMay("platforms.manage");
  const platforms = useQuery(api.platforms.list.queryOptions({ staleTime: 60_000 }));
  const presets = useQuery(api.invitations.presets.queryOptions({ staleTime: 600_000 }));
  const error = platforms.error ?? presets.error;
  const retry = () => void Promise.all([platforms.refetch(), presets.refetch()]);

  return (
    <Page
      title={t("create.title")}
      crumbs={[{ label: t("title"), href: "/invitations" }, { label: t("create.title") }]}
    >
      {me && !mayCreate ? (
        <EmptyState
          title={<h1>{t("create.forbiddenTitle")}</h1>}
          action={<ButtonLink href="/invitations">{t("create.back")}</ButtonLink>}
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
      ) : platforms.data && presets.data ? (
        <PageBody>
          <div className="max-w-120">
            <h1 className="text-title tight">{t("create.title")}</h1>
            <p className="mt-1 text-ink-2">{t("create.lead")}</p>
            <NewInvitationForm platforms={platforms.data} presets={presets.data} />
          </div>
        </PageBody>
      ) : error ? (
        <ErrorState error={error} onRetry={retry} />
      ) : (
        <PageBody>
          <div className="flex max-w-120 flex-col gap-6" aria-busy="true">
            <Skeleton className="h-5 w-48" />
            <Skeleton className="h-8" />
            <Skeleton className="h-8" />
            <Skeleton className="h-24" />
            <Skeleton className="h-8" />
          </div>
        </PageBody>
      )}
    </Page>
  );
}

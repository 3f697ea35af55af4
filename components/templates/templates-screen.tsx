"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { QueryTabs, useQueryTab } from "#components/ui/tabs.tsx";
import { DraftList } from "./draft-list.tsx";
import { TemplateList } from "./template-list.tsx";
import { useTemplateFilters } from "./use-template-filters.ts";

const tabs = ["library", "drafts"] as const;

/** What can be deployed, and what may become so. */
export function TemplatesScreen() {
  const t = useTranslations("templates");
  const tab = useQueryTab(tabs);
  const filters = useTemplateFilters();
  const mayConnect = useMay("platforms.manage");
  const platforms = useQuery(api.platforms.list.queryOptions({ staleTime: 60_000 })).data;
  const none = platforms?.length === 0;
  const library = useQuery(api.templates.list.queryOptions({ input: filters.input, enabled: !none }));
  const drafts = useQuery(api.templates.drafts.queryOptions({ input: filters.input, enabled: !none }));
  return (
    <Page title={t("title")}>
      {none ? (
        <EmptyState
          title={t("noPlatform.title")}
          action={
            mayConnect ? (
              <ButtonLink look="primary" href="/settings/platforms/connect" icon={<Plus aria-hidden="true" />}>
                {t("noPlatform.connect")}
              </ButtonLink>
            ) : null
          }
        >
          {t("noPlatform.text")}
        </EmptyState>
      ) : (
        <>
          <QueryTabs
            label={t("tabs.label")}
            items={[
              { value: "library", label: t("tabs.library"), count: library.data?.items.length },
              { value: "drafts", label: t("tabs.drafts"), count: drafts.data?.length },
            ]}
          />
          {tab === "library" ? <TemplateList filters={filters} /> : <DraftList filters={filters} />}
        </>
      )}
    </Page>
  );
}

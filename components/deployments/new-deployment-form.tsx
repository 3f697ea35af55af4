"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { api } from "#components/shell/api.ts";
import { PageBody } from "#components/shell/page.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { readExtJson } from "#lib/deployments/ext-json.ts";
import type { Platform } from "#lib/platforms/contract.ts";
import { AccountPicker } from "./account-picker.tsx";
import { DeploymentSettings, keyOfCategory } from "./deployment-settings.tsx";
import { PreflightPanel } from "./preflight-panel.tsx";
import { TemplateChoice } from "./template-choice.tsx";
import { useDeploymentDraft } from "./use-deployment-draft.ts";
import { usePreflight } from "./use-preflight.ts";
import { deploymentHref } from "./words.ts";

/** One page, three parts: what, where to, how; at the side what would happen. */
export function NewDeploymentForm({ platforms }: { platforms: readonly Platform[] }) {
  const t = useTranslations("deployments.create");
  const router = useRouter();
  const cache = useQueryClient();
  const draft = useDeploymentDraft(platforms.map((one) => one.componentAppId));
  const { platform, goal, texts, accounts } = draft;
  const library = useQuery(api.templates.list.queryOptions({ input: { componentAppId: platform } }));
  // The newest template is what a deployment is usually of; a named one that is gone is not replaced in silence.
  const template = draft.templateId
    ? library.data?.items.find((one) => one.templateId === draft.templateId)
    : library.data?.items[0];
  const categories = useQuery(
    api.deployments.categories.queryOptions({
      input: { appId: accounts.ids[0] ?? "" },
      enabled: goal !== "trial" && accounts.ids.length > 0,
      staleTime: 60_000,
      retry: false,
    }),
  );
  const extJson = readExtJson(texts.extJson);
  const fault = "problem" in extJson ? extJson.problem : null;
  const preflight = usePreflight({ platform, templateId: template?.templateId, appIds: accounts.ids, goal });
  const create = useMutation(
    api.deployments.create.mutationOptions({
      onSuccess: (deployment) => {
        cache.setQueryData(api.deployments.get.queryKey({ input: { id: deployment.id } }), deployment);
        void cache.invalidateQueries({ queryKey: api.deployments.list.key() });
        void cache.invalidateQueries({ queryKey: api.overview.key() });
        router.push(deploymentHref(deployment));
      },
      onError: () => void preflight.refetch(),
    }),
  );
  const blocked = new Set(preflight.data?.blocked.map((one) => one.appId));
  const ready = accounts.ids.filter((appId) => !blocked.has(appId));
  const start = () => {
    if (!template || fault || ready.length === 0) return;
    create.mutate({
      componentAppId: platform,
      templateId: template.templateId,
      appIds: ready,
      extJson: texts.extJson,
      version: (texts.version ?? template.version).trim() || template.version,
      description: (texts.description ?? template.description).trim().slice(0, 200),
      goal,
      category: categories.data?.find((one) => keyOfCategory(one) === texts.category) ?? null,
      versionDescription: texts.versionDescription.trim(),
      privacyApiNotUse: texts.privacyApiNotUse,
    });
  };

  return (
    <PageBody
      aside={
        <PreflightPanel
          draft={draft}
          template={template}
          reading={library.isPending}
          preflight={preflight}
          ready={ready.length}
          fault={fault}
          sending={create.isPending}
          error={create.error}
          onStart={start}
        />
      }
    >
      <h1 className="text-title tight">{t("title")}</h1>
      <p className="mt-1 max-w-[68ch] text-ink-2">{t("lead")}</p>
      <div className="mt-6 flex max-w-200 flex-col gap-10">
        {platforms.length > 1 ? (
          <Field label={t("platform")} className="max-w-80">
            <Select
              options={platforms.map((one) => ({ value: one.componentAppId, label: one.name }))}
              value={platform}
              onChange={(event) => {
                draft.choose({ platform: event.target.value, template: null });
                accounts.clear();
              }}
            />
          </Field>
        ) : null}
        <Part number={1} title={t("template.title")} note={t("template.note")}>
          <TemplateChoice draft={draft} library={library} chosen={template?.templateId ?? null} />
        </Part>
        <Part number={2} title={t("accounts.title")} note={t("accounts.note")}>
          <AccountPicker platform={platform} accounts={accounts} blocked={preflight.data?.blocked ?? []} />
        </Part>
        <Part number={3} title={t("settings.title")} note={t("settings.note")}>
          <DeploymentSettings draft={draft} template={template} fault={fault} categories={categories} />
        </Part>
      </div>
    </PageBody>
  );
}

function Part({ number, title, note, children }: { number: number; title: string; note: string; children: ReactNode }) {
  return (
    <section aria-labelledby={`part-${number}`}>
      <h2 id={`part-${number}`} className="flex items-baseline gap-2 text-panel">
        <span className="figures font-normal text-ink-3">{number}</span>
        {title}
      </h2>
      <p className="max-w-[68ch] text-ink-2">{note}</p>
      <div className="mt-3">{children}</div>
    </section>
  );
}

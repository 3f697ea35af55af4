"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { cn } from "#components/ui/cn.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Template } from "#lib/templates/contract.ts";
import type { DeploymentDraft } from "./use-deployment-draft.ts";

const shownFirst = 4;

interface TemplateChoiceProps {
  draft: DeploymentDraft;
  library: UseQueryResult<{ items: Template[] }>;
  chosen: string | null;
}

/** The library's newest as radio lines; the rest on demand. */
export function TemplateChoice({ draft, library, chosen }: TemplateChoiceProps) {
  const t = useTranslations("deployments.create.template");
  const [all, setAll] = useState(false);
  const items = library.data?.items;
  if (library.error && !items)
    return <ErrorState error={library.error} onRetry={() => void library.refetch()} className="px-0 py-2" />;
  if (!items)
    return (
      <div className="flex flex-col gap-5 py-3" aria-busy="true">
        <Skeleton className="w-1/2" />
        <Skeleton className="w-2/3" />
        <Skeleton className="w-1/3" />
      </div>
    );
  if (items.length === 0)
    return (
      <div className="flex flex-col items-start gap-3">
        <p>{t("none")}</p>
        <ButtonLink href="/templates?tab=drafts">{t("toDrafts")}</ButtonLink>
      </div>
    );
  const shown = all ? items : items.filter((one, index) => index < shownFirst || one.templateId === chosen);
  return (
    <>
      {draft.templateId && chosen === null ? (
        <p role="alert" className="mb-2 text-cinnabar">
          {t("gone", { id: draft.templateId })}
        </p>
      ) : null}
      <fieldset className="max-h-96 overflow-y-auto rounded-lg border border-edge">
        <legend className="sr-only">{t("title")}</legend>
        {shown.map((one) => (
          <TemplateLine
            key={one.templateId}
            template={one}
            checked={one.templateId === chosen}
            newest={one === items[0]}
            onChoose={() => {
              draft.choose({ template: one.templateId });
              draft.setText({ version: null, description: null });
            }}
          />
        ))}
      </fieldset>
      {shown.length < items.length ? (
        <Button look="link" size="flush" className="mt-2" onClick={() => setAll(true)}>
          {t("showAll", { count: items.length })}
        </Button>
      ) : null}
    </>
  );
}

interface TemplateLineProps {
  template: Template;
  checked: boolean;
  newest: boolean;
  onChoose: () => void;
}

function TemplateLine({ template, checked, newest, onChoose }: TemplateLineProps) {
  const t = useTranslations("deployments.create.template");
  return (
    <label
      className={cn(
        "flex min-h-9 items-center gap-3 border-line-2 border-b px-3 py-1.5 transition-colors last:border-b-0 max-desk:min-h-11",
        checked ? "bg-sel" : "hover:bg-hover",
      )}
    >
      <input
        type="radio"
        name="template"
        value={template.templateId}
        checked={checked}
        onChange={onChoose}
        className="size-4 shrink-0 appearance-none rounded-full border border-edge-hi bg-surface transition-colors checked:border-[5px] checked:border-bronze"
      />
      <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
        <span className="figures font-medium">{template.version}</span>
        <span className="min-w-0 truncate text-ink-2">{template.description}</span>
      </span>
      {newest ? <span className="shrink-0 text-ink-2 text-meta max-sm:hidden">{t("newest")}</span> : null}
      <span className="shrink-0 text-ink-2 text-meta">
        <RelativeTime at={template.createdAt} />
      </span>
    </label>
  );
}

"use client";

import type { InferContractRouterOutputs } from "@orpc/contract";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useProblem } from "#components/ui/problem.ts";
import { Radio, RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Contract } from "#lib/api/contract.ts";
import type { ExtJsonProblem } from "#lib/deployments/ext-json.ts";
import type { Template } from "#lib/templates/contract.ts";
import { ExtJsonEditor } from "./ext-json-editor.tsx";
import type { DeploymentDraft } from "./use-deployment-draft.ts";
import { goals } from "./words.ts";

type Category = InferContractRouterOutputs<Contract>["deployments"]["categories"][number];

export function keyOfCategory({ firstId, secondId, thirdId }: Category): string {
  return [firstId, secondId, thirdId ?? ""].join("-");
}

interface DeploymentSettingsProps {
  draft: DeploymentDraft;
  template: Template | undefined;
  fault: ExtJsonProblem | null;
  categories: UseQueryResult<Category[]>;
}

/** How far it goes, with what configuration, and what the review is told. */
export function DeploymentSettings({ draft, template, fault, categories }: DeploymentSettingsProps) {
  const t = useTranslations("deployments.create.settings");
  const common = useTranslations("common");
  const { goal, texts, setText } = draft;
  return (
    <div className="flex flex-col gap-6">
      <RadioGroup legend={t("goal")}>
        {goals.map((one) => (
          <Radio
            key={one}
            name="goal"
            value={one}
            checked={goal === one}
            onChange={() => draft.choose({ goal: one })}
            label={t(`goals.${one}`)}
            description={t(`goalHints.${one}`)}
          />
        ))}
      </RadioGroup>
      <ExtJsonEditor value={texts.extJson} onChange={(extJson) => setText({ extJson })} fault={fault} />
      <div className="grid grid-cols-[10rem_1fr] gap-4 max-sm:grid-cols-1">
        <Field label={t("version")}>
          <Input
            value={texts.version ?? template?.version ?? ""}
            maxLength={64}
            autoComplete="off"
            onChange={(event) => setText({ version: event.target.value })}
          />
        </Field>
        <Field label={t("description")} aside={common("optional")}>
          <Input
            value={texts.description ?? template?.description ?? ""}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setText({ description: event.target.value })}
          />
        </Field>
      </div>
      {goal === "trial" ? null : <ReviewSettings draft={draft} categories={categories} />}
    </div>
  );
}

function ReviewSettings({ draft, categories }: Pick<DeploymentSettingsProps, "draft" | "categories">) {
  const t = useTranslations("deployments.create.settings");
  const common = useTranslations("common");
  const problemOf = useProblem();
  const { texts, setText, accounts } = draft;
  return (
    <>
      <Field
        label={t("category")}
        hint={
          categories.error
            ? t("categoryFailed", { reason: problemOf(categories.error).message })
            : accounts.ids.length === 0
              ? t("categoryLater")
              : accounts.ids.length > 1
                ? t("categoryMany")
                : t("categoryHint")
        }
      >
        <Select
          placeholder={t("categoryOwn")}
          options={(categories.data ?? []).map((one) => ({
            value: keyOfCategory(one),
            label: [one.firstName, one.secondName, one.thirdName].filter(Boolean).join(" › "),
          }))}
          value={texts.category}
          onChange={(event) => setText({ category: event.target.value })}
        />
      </Field>
      <Field label={t("versionDescription")} aside={common("optional")} hint={t("versionDescriptionHint")}>
        <Textarea
          rows={2}
          maxLength={200}
          value={texts.versionDescription}
          onChange={(event) => setText({ versionDescription: event.target.value })}
        />
      </Field>
      <Checkbox
        label={t("privacy")}
        description={t("privacyHint")}
        checked={texts.privacyApiNotUse}
        onChange={(event) => setText({ privacyApiNotUse: event.target.checked })}
      />
    </>
  );
}

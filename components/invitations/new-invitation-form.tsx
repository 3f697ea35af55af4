"use client";

import type { InferContractRouterOutputs } from "@orpc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useForm, useWatch } from "react-hook-form";
import { useWords } from "#components/accounts/use-words.ts";
import { api } from "#components/shell/api.ts";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { ErrorNote } from "#components/ui/error-note.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Radio, RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Contract } from "#lib/api/contract.ts";
import type { Platform } from "#lib/platforms/contract.ts";
import { invitationHref } from "./invitation-columns.tsx";
import { invitationKinds, lifetimes } from "./words.ts";

export type Preset = InferContractRouterOutputs<Contract>["invitations"]["presets"][number];
type Kind = (typeof invitationKinds)[number];

interface Values {
  platform: string;
  reference: string;
  name: string;
  kind: Kind;
  appId: string;
  presetId: string;
  hours: string;
}

const appIdShape = /^wx[0-9a-zA-Z]{16}$/;

interface NewInvitationFormProps {
  platforms: readonly Platform[];
  presets: readonly Preset[];
}

/** Asks who is invited and for what; the address may fill it in (another account's page leads here). */
export function NewInvitationForm({ platforms, presets }: NewInvitationFormProps) {
  const t = useTranslations("invitations.create");
  const router = useRouter();
  const cache = useQueryClient();
  const form = useForm<Values>({ defaultValues: useFirstValues(platforms, presets) });
  const { register, formState } = form;
  const create = useMutation(
    api.invitations.create.mutationOptions({
      onSuccess: (invitation) => {
        cache.setQueryData(api.invitations.get.queryKey({ input: { id: invitation.id } }), invitation);
        void cache.invalidateQueries({ queryKey: api.invitations.list.key() });
        router.replace(invitationHref(invitation));
      },
    }),
  );
  const send = form.handleSubmit((values) =>
    create.mutate({
      componentAppId: values.platform,
      merchantReference: values.reference.trim(),
      accountKind: values.kind,
      expiresInHours: Number(values.hours),
      ...(values.name.trim() ? { merchantName: values.name.trim() } : {}),
      ...(values.appId.trim() ? { fixedAppId: values.appId.trim() } : {}),
      ...(values.presetId ? { presetId: values.presetId } : {}),
    }),
  );

  return (
    <form noValidate onSubmit={send} className="mt-6 flex flex-col gap-5">
      {platforms.length > 1 ? (
        <Field label={t("platform")}>
          <Select
            options={platforms.map((one) => ({ value: one.componentAppId, label: one.name }))}
            {...register("platform")}
          />
        </Field>
      ) : null}
      <Field label={t("reference")} hint={t("referenceHint")} error={formState.errors.reference?.message} required>
        <Input
          autoComplete="off"
          {...register("reference", {
            validate: (value) => value.trim() !== "" || t("referenceMissing"),
            maxLength: { value: 64, message: t("tooLong", { max: 64 }) },
          })}
        />
      </Field>
      <Field label={t("name")} aside={t("optional")} hint={t("nameHint")} error={formState.errors.name?.message}>
        <Input
          autoComplete="off"
          {...register("name", { maxLength: { value: 60, message: t("tooLong", { max: 60 }) } })}
        />
      </Field>
      <RadioGroup legend={t("kind")}>
        <KindChoices
          register={register}
          // The chosen preset may not fit the new kind: take the first that does.
          onKind={(kind) => form.setValue("presetId", presetsFor(presets, kind)[0]?.id ?? "")}
        />
      </RadioGroup>
      <Field
        label={t("fixedAppId")}
        aside={t("optional")}
        hint={t("fixedAppIdHint")}
        error={formState.errors.appId?.message}
      >
        <Input
          mono
          autoComplete="off"
          spellCheck={false}
          {...register("appId", {
            validate: (value) => value.trim() === "" || appIdShape.test(value.trim()) || t("fixedAppIdWrong"),
          })}
        />
      </Field>
      <PresetField form={form} presets={presets} />
      <Field label={t("expiry")}>
        <Select
          options={lifetimes.map((hours) => ({ value: String(hours), label: t(`expiries.${hours}`) }))}
          {...register("hours")}
        />
      </Field>
      {create.error ? <ErrorNote error={create.error} /> : null}
      <div className="flex flex-wrap gap-2 max-sm:flex-col-reverse">
        <Button type="submit" look="primary" loading={create.isPending}>
          {t("submit")}
        </Button>
        <ButtonLink href="/invitations" look="ghost">
          {t("cancel")}
        </ButtonLink>
      </div>
    </form>
  );
}

type Form = ReturnType<typeof useForm<Values>>;

function KindChoices({ register, onKind }: { register: Form["register"]; onKind: (kind: Kind) => void }) {
  const t = useTranslations("invitations");
  return invitationKinds.map((kind) => (
    <Radio
      key={kind}
      value={kind}
      label={t(`kind.${kind}`)}
      description={t(`create.kindHints.${kind}`)}
      {...register("kind", { onChange: () => onKind(kind) })}
    />
  ));
}

/** Presets that fit the chosen kind. */
function PresetField({ form, presets }: { form: Form; presets: readonly Preset[] }) {
  const t = useTranslations("invitations.create");
  const words = useWords();
  const kind = useWatch({ control: form.control, name: "kind" });
  const presetId = useWatch({ control: form.control, name: "presetId" });
  const fitting = presetsFor(presets, kind);
  const chosen = fitting.find((preset) => preset.id === presetId);
  return (
    <Field
      label={t("preset")}
      hint={chosen ? t("presetHint", { count: chosen.permissionSetIds.length }) : t("presetAllHint")}
    >
      <Select
        placeholder={t("presetAll")}
        options={fitting.map((preset) => ({ value: preset.id, label: words(preset.name) }))}
        value={chosen?.id ?? ""}
        onChange={(event) => form.setValue("presetId", event.target.value)}
      />
    </Field>
  );
}

function presetsFor(presets: readonly Preset[], kind: Kind): readonly Preset[] {
  return presets.filter((preset) => preset.accountKind === "both" || kind === preset.accountKind);
}

function useFirstValues(platforms: readonly Platform[], presets: readonly Preset[]): Values {
  const given = useSearchParams();
  const kind = invitationKinds.find((one) => one === given.get("kind")) ?? "mini_program";
  const platform = platforms.find((one) => one.componentAppId === given.get("platform")) ?? platforms[0];
  return {
    platform: platform?.componentAppId ?? "",
    reference: given.get("reference") ?? "",
    name: given.get("name") ?? "",
    kind,
    appId: given.get("appId") ?? "",
    presetId: presetsFor(presets, kind)[0]?.id ?? "",
    hours: "168",
  };
}

"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { UseFormReturn } from "react-hook-form";
import { api } from "#components/shell/api.ts";
import { useMe } from "#components/shell/me.tsx";
import { PasswordInput } from "#components/staff/password-input.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorNote } from "#components/ui/error-note.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useProblem } from "#components/ui/problem.ts";
import type { Proof } from "#lib/platforms/contract.ts";
import { DemoNote } from "./demo-note.tsx";
import { useNameRules, useSecretRules } from "./field-rules.ts";
import { appIdShape } from "./shapes.ts";

export interface WhoFields {
  componentAppId: string;
  name: string;
  appSecret: string;
}

interface ConnectWhoProps {
  form: UseFormReturn<WhoFields>;
  connected: readonly string[];
  /** The page was loaded anew after this step: its secret is gone. */
  again: boolean;
  onDone: (given: WhoFields, proof: Proof) => void;
}

/** Step 1: name, AppID and AppSecret; WeChat is asked about both before going on. */
export function ConnectWho({ form, connected, again, onDone }: ConnectWhoProps) {
  const t = useTranslations("platforms");
  const me = useMe();
  const problemOf = useProblem();
  const nameRules = useNameRules();
  const secretRules = useSecretRules();
  const prove = useMutation(
    api.platforms.prove.mutationOptions({
      onError: (error) => {
        const { code, message } = problemOf(error);
        if (code === "app_secret_refused") form.setError("appSecret", { message }, { shouldFocus: true });
        if (code === "platform_app_id_refused") form.setError("componentAppId", { message }, { shouldFocus: true });
      },
    }),
  );
  const send = form.handleSubmit(async (given) => {
    const clean = {
      componentAppId: given.componentAppId.trim(),
      name: given.name.trim(),
      appSecret: given.appSecret.trim(),
    };
    const { componentAppId, appSecret } = clean;
    const proof = await prove.mutateAsync({ componentAppId, appSecret }).catch(() => null);
    if (proof) onDone(clean, proof);
  });
  const { errors } = form.formState;
  const isTaken = errors.componentAppId?.type === "taken";
  const typed = form.watch("componentAppId").trim();
  const isTold = errors.appSecret || errors.componentAppId;
  return (
    <>
      {me?.demo ? <DemoNote /> : null}
      <h1 className="text-title tight">{t("wizard.who.title")}</h1>
      <p className="mt-1 max-w-[68ch] text-ink-2">{t(again ? "wizard.who.again" : "wizard.who.lead")}</p>
      <form noValidate onSubmit={send} className="mt-5 flex max-w-120 flex-col gap-4">
        <Field label={t("fields.name")} hint={t("fields.nameHint")} error={errors.name?.message} required>
          <Input autoComplete="off" {...form.register("name", nameRules)} />
        </Field>
        <Field
          label={t("fields.appId")}
          hint={t("fields.appIdWrong")}
          error={
            isTaken ? (
              <>
                {errors.componentAppId?.message}{" "}
                <Link href={`/settings/platforms/${typed}?tab=keys`} className="underline">
                  {t("fields.appIdTakenLink")}
                </Link>
              </>
            ) : (
              errors.componentAppId?.message
            )
          }
          required
        >
          <Input
            mono
            autoComplete="off"
            spellCheck={false}
            autoCapitalize="none"
            {...form.register("componentAppId", {
              validate: {
                shape: (value) => appIdShape.test(value.trim()) || t("fields.appIdWrong"),
                taken: (value) => !connected.includes(value.trim()) || t("fields.appIdTaken"),
              },
            })}
          />
        </Field>
        <Field
          label={t("fields.appSecret")}
          hint={t("fields.appSecretHint")}
          error={errors.appSecret?.message}
          required
        >
          <PasswordInput
            mono
            what={t("fields.appSecret")}
            autoComplete="new-password"
            {...form.register("appSecret", { validate: secretRules.appSecret })}
          />
        </Field>
        {prove.error && !isTold ? <ErrorNote error={prove.error} /> : null}
        <div className="mt-2">
          <Button type="submit" look="primary" loading={prove.isPending}>
            {t("wizard.next")}
          </Button>
        </div>
      </form>
    </>
  );
}

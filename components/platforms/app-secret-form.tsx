"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { api } from "#components/shell/api.ts";
import { PasswordInput } from "#components/staff/password-input.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorNote } from "#components/ui/error-note.tsx";
import { Field } from "#components/ui/field.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import { useSecretRules } from "./field-rules.ts";
import { useShowPlatform } from "./use-platform.ts";

/** Takes a new AppSecret; what WeChat refuses leaves the old one, and what was typed, in place. */
export function AppSecretForm({ platform: { componentAppId } }: { platform: Platform }) {
  const t = useTranslations("platforms");
  const rules = useSecretRules();
  const show = useShowPlatform();
  const form = useForm({ defaultValues: { appSecret: "" } });
  const rotate = useMutation(
    api.platforms.rotateAppSecret.mutationOptions({
      onSuccess: async (platform) => {
        form.reset();
        toast.done(t("keys.secret.done"));
        await show(platform);
      },
    }),
  );
  const send = form.handleSubmit(({ appSecret }) => rotate.mutate({ componentAppId, appSecret: appSecret.trim() }));
  return (
    <form noValidate onSubmit={send} className="flex flex-col items-start gap-3">
      <Field
        label={t("fields.appSecret")}
        hint={t("fields.appSecretHint")}
        error={form.formState.errors.appSecret?.message}
        className="w-full max-w-120"
        required
      >
        <PasswordInput
          mono
          what={t("fields.appSecret")}
          autoComplete="new-password"
          {...form.register("appSecret", { validate: rules.appSecret })}
        />
      </Field>
      {rotate.error ? <ErrorNote error={rotate.error} /> : null}
      <Button type="submit" loading={rotate.isPending}>
        {t("keys.secret.submit")}
      </Button>
    </form>
  );
}

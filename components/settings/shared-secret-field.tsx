"use client";

import { useTranslations } from "next-intl";
import type { UseFormReturn } from "react-hook-form";
import { PasswordInput } from "#components/staff/password-input.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copyable.tsx";
import { Field } from "#components/ui/field.tsx";
import type { PlatformSecretsForm } from "./connect-form-dialog.tsx";
import { makeSecret } from "./make-secret.ts";

interface SharedSecretFieldProps {
  form: UseFormReturn<PlatformSecretsForm>;
  name: "token" | "encodingAesKey";
  /** Characters of one made here. */
  length: number;
  shape: RegExp;
}

/** A secret that stands the same here and in WeChat's console: typed from there, or made here and copied over. */
export function SharedSecretField({ form, name, length, shape }: SharedSecretFieldProps) {
  const t = useTranslations("settings.platforms.connect");
  const { register, setValue, watch, formState } = form;
  const value = watch(name);
  return (
    <Field
      label={t(name)}
      hint={t(`${name}Hint`)}
      error={formState.errors[name]?.message}
      required
      aside={
        <Button
          look="link"
          size="flush"
          className="text-meta"
          onClick={() => setValue(name, makeSecret(length), { shouldValidate: true, shouldDirty: true })}
        >
          {t("make", { name: t(name) })}
        </Button>
      }
    >
      <span className="flex items-center gap-2">
        <PasswordInput
          mono
          what={t(name)}
          autoComplete="new-password"
          className="flex-1"
          {...register(name, { validate: (given) => shape.test(given.trim()) || t(`${name}Wrong`) })}
        />
        {value ? <CopyButton text={value.trim()} label={t("copySecret", { name: t(name) })} /> : null}
      </span>
    </Field>
  );
}

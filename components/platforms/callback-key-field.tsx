"use client";

import { useTranslations } from "next-intl";
import type { UseFormReturn } from "react-hook-form";
import { PasswordInput } from "#components/staff/password-input.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copyable.tsx";
import { Field } from "#components/ui/field.tsx";
import { useSecretRules } from "./field-rules.ts";
import { makeSecret } from "./make-secret.ts";
import { madeLength } from "./shapes.ts";

export interface CallbackKeys {
  token: string;
  encodingAesKey: string;
}

interface CallbackKeyFieldProps {
  form: UseFormReturn<CallbackKeys>;
  name: keyof CallbackKeys;
  /** Empty leaves the one in use. */
  optional?: boolean;
}

/** A secret that stands the same here and in WeChat's console: typed from there, or made here and copied over. */
export function CallbackKeyField({ form, name, optional = false }: CallbackKeyFieldProps) {
  const t = useTranslations("platforms.fields");
  const rules = useSecretRules({ optional });
  const { register, watch, formState } = form;
  const value = watch(name);
  return (
    <Field
      label={t(name)}
      hint={t(`${name}Hint`)}
      error={formState.errors[name]?.message}
      required={!optional}
      aside={
        <Button look="link" size="flush" className="text-meta" onClick={() => setMade(form, name)}>
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
          {...register(name, { validate: rules[name] })}
        />
        {value ? <CopyButton text={value.trim()} label={t("copySecret", { name: t(name) })} /> : null}
      </span>
    </Field>
  );
}

/** Fills the field with random letters and digits. */
export function setMade(form: UseFormReturn<CallbackKeys>, name: keyof CallbackKeys): void {
  form.setValue(name, makeSecret(madeLength[name]), { shouldValidate: true, shouldDirty: true });
}

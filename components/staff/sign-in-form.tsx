"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { PasswordInput } from "./password-input.tsx";
import { type SignInRefusal, signIn } from "./sign-in.ts";

interface Credentials {
  email: string;
  password: string;
}

/** Only a path of our own may follow a sign-in. */
function safeNext(): string {
  const next = new URLSearchParams(location.search).get("next") ?? "/";
  return /^\/(?![/\\])/.test(next) ? next : "/";
}

export function SignInForm() {
  const t = useTranslations("staff");
  const [refusal, setRefusal] = useState<SignInRefusal | null>(null);
  const { register, handleSubmit, formState } = useForm<Credentials>();
  const submit = handleSubmit(async ({ email, password }) => {
    const refused = await signIn(email.trim(), password);
    setRefusal(refused);
    if (refused === null) location.assign(safeNext());
  });
  const busy = formState.isSubmitting || (formState.isSubmitSuccessful && refusal === null);
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field label={t("email")} error={formState.errors.email ? t("emailNeeded") : undefined} required>
        <Input
          type="email"
          autoComplete="username"
          autoFocus
          {...register("email", { required: true, pattern: /.+@.+/ })}
        />
      </Field>
      <Field label={t("password")} error={formState.errors.password ? t("passwordNeeded") : undefined} required>
        <PasswordInput autoComplete="current-password" {...register("password", { required: true })} />
      </Field>
      {refusal ? <Refused refusal={refusal} /> : null}
      <Button type="submit" look="primary" size="large" loading={busy}>
        {t("signIn")}
      </Button>
      <p className="text-ink-2 text-meta">{t("forgotten")}</p>
    </form>
  );
}

function Refused({ refusal }: { refusal: SignInRefusal }) {
  const t = useTranslations("staff");
  const format = useFormatter();
  const text =
    refusal.code === "throttled"
      ? t("refused.throttled", {
          time: format.dateTime(refusal.until, { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
        })
      : t(`refused.${refusal.code}`);
  return (
    <p role="alert" className="text-cinnabar">
      {text}
    </p>
  );
}

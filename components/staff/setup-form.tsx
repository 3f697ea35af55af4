"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { api } from "#components/shell/api.ts";
import { useErrorMessage } from "#components/shell/error-message.ts";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { EntryFrame } from "./entry-frame.tsx";
import { PasswordInput, PasswordMeter } from "./password-input.tsx";
import { signIn } from "./sign-in.ts";

/** The one-time token stands in the fragment, which no server or log ever sees. */
function useFragmentToken(): string | null {
  const [token, setToken] = useState<string | null>(null);
  useEffect(() => setToken(location.hash.slice(1)), []);
  return token;
}

export function SetupScreen() {
  const t = useTranslations("setup");
  const roleName = useTranslations("staff.roles");
  const token = useFragmentToken();
  const link = useQuery(
    api.staff.link.queryOptions({
      input: { token: token ?? "" },
      enabled: Boolean(token),
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
  if (token === "" || link.isError) {
    return (
      <EntryFrame title={t("linkEnded")} lead={t("linkEndedLead")}>
        <ButtonLink href="/sign-in">{t("toSignIn")}</ButtonLink>
      </EntryFrame>
    );
  }
  if (!token || !link.data) {
    return (
      <EntryFrame title={t("opening")}>
        <div className="flex flex-col gap-4">
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
        </div>
      </EntryFrame>
    );
  }
  const owner = link.data.purpose === "owner";
  return (
    <EntryFrame
      title={owner ? t("ownerTitle") : t("colleagueTitle")}
      lead={owner ? t("ownerLead") : t("colleagueLead", { role: roleName(link.data.role) })}
    >
      <SetupForm token={token} email={link.data.email} />
    </EntryFrame>
  );
}

interface Person {
  name: string;
  email: string;
  password: string;
}

function SetupForm({ token, email }: { token: string; email: string | null }) {
  const t = useTranslations("setup");
  const staff = useTranslations("staff");
  const errorMessage = useErrorMessage();
  const [failure, setFailure] = useState<string | null>(null);
  const { register, handleSubmit, watch, formState } = useForm<Person>({
    defaultValues: { name: "", email: email ?? "", password: "" },
  });
  const submit = handleSubmit(async (person) => {
    setFailure(null);
    try {
      const accepted = await api.staff.acceptLink.call({ token, ...person });
      const refused = await signIn(accepted.email, person.password);
      location.assign(refused ? "/sign-in" : "/");
    } catch (error) {
      setFailure(errorMessage(error));
    }
  });
  const { errors } = formState;
  const typed = watch();
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field label={staff("name")} error={errors.name ? staff("nameNeeded") : undefined} required>
        <Input
          autoComplete="name"
          autoFocus
          {...register("name", { required: true, validate: (value) => value.trim() !== "" })}
        />
      </Field>
      <Field label={staff("email")} error={errors.email ? staff("emailNeeded") : undefined} required>
        <Input
          type="email"
          autoComplete="username"
          readOnly={email !== null}
          {...register("email", { required: true, pattern: /^\S+@\S+\.\S+$/ })}
        />
      </Field>
      <Field label={staff("password")} error={errors.password ? staff("passwordRule") : undefined} required>
        <PasswordInput
          autoComplete="new-password"
          {...register("password", { required: true, minLength: 12, maxLength: 200 })}
        />
        <PasswordMeter password={typed.password} known={[typed.name, typed.email.split("@")[0] ?? ""]} />
      </Field>
      {failure ? (
        <p role="alert" className="text-cinnabar">
          {failure}
        </p>
      ) : null}
      <Button
        type="submit"
        look="primary"
        size="large"
        loading={formState.isSubmitting || (formState.isSubmitSuccessful && failure === null)}
      >
        {t("enter")}
      </Button>
    </form>
  );
}

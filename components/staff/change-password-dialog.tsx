"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { api } from "#components/shell/api.ts";
import { useMe } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { ErrorNote } from "#components/ui/error-note.tsx";
import { Field } from "#components/ui/field.tsx";
import { toast } from "#components/ui/toast.tsx";
import { PasswordInput, PasswordMeter } from "./password-input.tsx";

const formId = "change-password";

/** Sets a new password; every other browser is signed out with it. */
export function ChangePasswordDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("staff.change");
  const staff = useTranslations("staff");
  const me = useMe();
  const cache = useQueryClient();
  const { register, handleSubmit, watch, formState } = useForm({ defaultValues: { current: "", next: "" } });
  const change = useMutation(
    api.staff.changePassword.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: api.staff.sessions.key() });
        toast.done(t("done"));
        onClose();
      },
    }),
  );
  const { errors } = formState;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      size="small"
      title={t("title")}
      description={t("text")}
      footer={
        <>
          <DialogClose asChild>
            <Button>{t("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} look="primary" loading={change.isPending}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={handleSubmit((given) => change.mutate(given))}
        className="flex flex-col gap-4"
      >
        {/* For password managers: whose password this is. */}
        <input type="hidden" name="username" autoComplete="username" value={me?.email ?? ""} readOnly />
        <Field label={t("current")} error={errors.current ? staff("passwordNeeded") : undefined} required>
          <PasswordInput
            what={t("current")}
            autoComplete="current-password"
            {...register("current", { required: true, maxLength: 200 })}
          />
        </Field>
        <Field label={t("next")} error={errors.next ? staff("passwordRule") : undefined} required>
          <PasswordInput
            what={t("next")}
            autoComplete="new-password"
            {...register("next", { required: true, minLength: 12, maxLength: 200 })}
          />
          <PasswordMeter password={watch("next")} known={[me?.name ?? "", me?.email.split("@")[0] ?? ""]} />
        </Field>
        {change.error ? <ErrorNote error={change.error} /> : null}
      </form>
    </Dialog>
  );
}

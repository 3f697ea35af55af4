"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { api } from "#components/shell/api.ts";
import { PasswordInput } from "#components/staff/password-input.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { ErrorNote } from "#components/ui/error-note.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ConnectDialogProps } from "./connect-dialog.tsx";
import { SharedSecretField } from "./shared-secret-field.tsx";

export interface PlatformSecretsForm {
  componentAppId: string;
  name: string;
  appSecret: string;
  token: string;
  encodingAesKey: string;
}

const formId = "connect-platform";
// The contract's own shapes; contract.ts itself carries zod and stays out of the browser.
const appIdShape = /^wx[0-9a-zA-Z_-]{4,60}$/;
const appSecretShape = /^[0-9a-zA-Z]{16,64}$/;

/** Takes a platform's secrets, which nobody sees again. Replacing them keeps everything else. */
export function ConnectFormDialog({ platforms, replaced, onClose }: ConnectDialogProps) {
  const t = useTranslations("settings.platforms.connect");
  const cache = useQueryClient();
  const form = useForm<PlatformSecretsForm>({
    defaultValues: {
      componentAppId: replaced?.componentAppId ?? "",
      name: replaced?.name ?? "",
      appSecret: "",
      token: "",
      encodingAesKey: "",
    },
  });
  const connect = useMutation(
    api.platforms.connect.mutationOptions({
      onSuccess: async ({ name }) => {
        await cache.invalidateQueries({ queryKey: api.platforms.list.key() });
        toast.done(t(replaced ? "replaced" : "done", { name }));
        onClose();
      },
    }),
  );
  const send = form.handleSubmit((given) => connect.mutate(trimmed(given)));
  const { register, formState } = form;
  const { errors } = formState;
  const isTaken = (appId: string) => platforms.some((platform) => platform.componentAppId === appId.trim());
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={replaced ? t("replaceTitle", { name: replaced.name }) : t("title")}
      description={replaced ? t("replaceText") : t("text")}
      footer={
        <>
          <DialogClose asChild>
            <Button>{t("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} look="primary" loading={connect.isPending}>
            {replaced ? t("replaceSubmit") : t("submit")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={send} className="flex flex-col gap-4">
        <Field label={t("appId")} error={errors.componentAppId?.message} required>
          <Input
            mono
            autoComplete="off"
            spellCheck={false}
            readOnly={replaced !== null}
            {...register("componentAppId", {
              validate: {
                shape: (value) => appIdShape.test(value.trim()) || t("appIdWrong"),
                taken: (value) => replaced !== null || !isTaken(value) || t("appIdTaken"),
              },
            })}
          />
        </Field>
        <Field label={t("name")} hint={t("nameHint")} error={errors.name?.message} required>
          <Input
            autoComplete="off"
            {...register("name", {
              validate: (value) => value.trim() !== "" || t("nameMissing"),
              maxLength: { value: 60, message: t("nameLong", { max: 60 }) },
            })}
          />
        </Field>
        <Field label={t("appSecret")} hint={t("appSecretHint")} error={errors.appSecret?.message} required>
          <PasswordInput
            mono
            what={t("appSecret")}
            autoComplete="new-password"
            {...register("appSecret", {
              validate: (value) => appSecretShape.test(value.trim()) || t("appSecretWrong"),
            })}
          />
        </Field>
        <SharedSecretField form={form} name="token" length={32} shape={/^[0-9a-zA-Z]{3,64}$/} />
        <SharedSecretField form={form} name="encodingAesKey" length={43} shape={/^[0-9a-zA-Z]{43}$/} />
        {connect.error ? <ErrorNote error={connect.error} /> : null}
      </form>
    </Dialog>
  );
}

function trimmed(given: PlatformSecretsForm): PlatformSecretsForm {
  return {
    componentAppId: given.componentAppId.trim(),
    name: given.name.trim(),
    appSecret: given.appSecret.trim(),
    token: given.token.trim(),
    encodingAesKey: given.encodingAesKey.trim(),
  };
}

"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { api } from "#components/shell/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { ErrorNote } from "#components/ui/error-note.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import { useNameRules } from "./field-rules.ts";
import { useShowPlatform } from "./use-platform.ts";

const formId = "rename-platform";

/** Changes what colleagues call the platform. */
export function RenameDialog({ platform, onClose }: { platform: Platform; onClose: () => void }) {
  const t = useTranslations("platforms.rename");
  const common = useTranslations("common");
  const rules = useNameRules();
  const show = useShowPlatform();
  const form = useForm({ defaultValues: { name: platform.name } });
  const rename = useMutation(
    api.platforms.rename.mutationOptions({
      onSuccess: async (renamed) => {
        await show(renamed);
        onClose();
      },
    }),
  );
  const { componentAppId } = platform;
  return (
    <Dialog
      open
      size="small"
      onOpenChange={(open) => (open ? null : onClose())}
      title={t("title", { name: platform.name })}
      footer={
        <>
          <DialogClose asChild>
            <Button>{common("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} look="primary" loading={rename.isPending}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={form.handleSubmit(({ name }) => rename.mutate({ componentAppId, name: name.trim() }))}
        className="flex flex-col gap-4"
      >
        <Field label={t("label")} hint={t("hint")} error={form.formState.errors.name?.message} required>
          <Input autoComplete="off" {...form.register("name", rules)} />
        </Field>
        {rename.error ? <ErrorNote error={rename.error} /> : null}
      </form>
    </Dialog>
  );
}

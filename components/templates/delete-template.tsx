"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Template } from "#lib/templates/contract.ts";

interface DeleteTemplateProps {
  template: Template;
  platform: string | null;
  onClose: () => void;
}

/** Asks before a template leaves the library for good. */
export function DeleteTemplate({ template, platform, onClose }: DeleteTemplateProps) {
  const t = useTranslations("templates.delete");
  const cache = useQueryClient();
  const { version, templateId, liveOn } = template;
  const remove = useMutation(
    api.templates.delete.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: api.templates.list.key() });
        toast.done(t("done", { version }));
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={t("title", { version })}
      description={liveOn > 0 ? t("consequenceLive", { count: liveOn }) : t("consequence")}
      confirmLabel={t("confirm")}
      cancelLabel={t("keep")}
      loading={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ templateId, ...(platform ? { componentAppId: platform } : {}) })}
    />
  );
}

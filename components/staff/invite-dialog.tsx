"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { api } from "#components/shell/api.ts";
import { useMe } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copyable.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { ErrorNote } from "#components/ui/error-note.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Role } from "#lib/core/contract.ts";
import type { StaffInvitation } from "./staff-rows.ts";
import { roles } from "./words.ts";

interface InviteDialogProps {
  /** An invitation to make a new link for. */
  again: StaffInvitation | null;
  onClose: () => void;
}

interface Colleague {
  email: string;
  role: Role;
}

const formId = "invite-colleague";

/** Asks whom and as what, then shows the link, which nobody sees again. */
export function InviteDialog({ again, onClose }: InviteDialogProps) {
  const t = useTranslations("staff.invite");
  const cache = useQueryClient();
  const invite = useMutation(
    api.staff.invite.mutationOptions({
      onSuccess: () => cache.invalidateQueries({ queryKey: api.staff.list.key() }),
    }),
  );
  const made = invite.data;
  const title = again ? t("againTitle", { email: again.email }) : t("title");
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={made ? t("linkTitle", { email: made.invitation.email }) : title}
      description={
        made
          ? t.rich("linkText", { time: () => <RelativeTime at={made.invitation.expiresAt} absolute /> })
          : t(again?.state === "open" ? "againText" : "text")
      }
      footer={
        made ? (
          <Button look="primary" onClick={onClose}>
            {t("done")}
          </Button>
        ) : (
          <>
            <DialogClose asChild>
              <Button>{t("cancel")}</Button>
            </DialogClose>
            <Button type="submit" form={formId} look="primary" loading={invite.isPending}>
              {t("make")}
            </Button>
          </>
        )
      }
    >
      {made ? (
        <div className="flex items-center gap-2">
          <code className="min-w-0 flex-1 break-all rounded-md bg-sunk px-3 py-2 mono leading-5">{made.link}</code>
          <CopyButton text={made.link} label={t("copyLink")} />
        </div>
      ) : (
        <InviteForm again={again} error={invite.error} onSend={(colleague) => invite.mutate(colleague)} />
      )}
    </Dialog>
  );
}

interface InviteFormProps {
  again: StaffInvitation | null;
  error: unknown;
  onSend: (colleague: Colleague) => void;
}

function InviteForm({ again, error, onSend }: InviteFormProps) {
  const t = useTranslations("staff");
  const owner = useMe()?.role === "owner";
  const { register, handleSubmit, watch, formState } = useForm<Colleague>({
    defaultValues: { email: again?.email ?? "", role: again?.role ?? "operator" },
  });
  const send = handleSubmit(({ email, role }) => onSend({ email: email.trim(), role }));
  return (
    <form id={formId} noValidate onSubmit={send} className="flex flex-col gap-4">
      <Field label={t("email")} error={formState.errors.email ? t("emailNeeded") : undefined} required>
        <Input
          type="email"
          autoComplete="off"
          readOnly={again !== null}
          {...register("email", { validate: (value) => /^\S+@\S+\.\S+$/.test(value.trim()) })}
        />
      </Field>
      <Field label={t("invite.role")} hint={t(`roleNotes.${watch("role")}`)}>
        <Select
          options={roles
            .filter((role) => owner || role !== "owner")
            .map((role) => ({ value: role, label: t(`roles.${role}`) }))}
          {...register("role")}
        />
      </Field>
      {error ? <ErrorNote error={error} /> : null}
    </form>
  );
}

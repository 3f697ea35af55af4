"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { api } from "#components/shell/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { ErrorNote } from "#components/ui/error-note.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { UnclaimedGrant } from "./unclaimed-list.tsx";

interface ClaimDialogProps {
  /** Null closes it. */
  grant: UnclaimedGrant | null;
  onClose: () => void;
}

/** Says whose an unclaimed grant is. */
export function ClaimDialog({ grant, onClose }: ClaimDialogProps) {
  const t = useTranslations("accounts.unclaimed");
  const name = grant ? (grant.accountName ?? grant.appId) : "";
  return (
    <Dialog
      open={grant !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t("dialogTitle", { name })}
      description={t("dialogText")}
    >
      {grant ? <ClaimForm grant={grant} name={name} onDone={onClose} /> : null}
    </Dialog>
  );
}

function ClaimForm({ grant, name, onDone }: { grant: UnclaimedGrant; name: string; onDone: () => void }) {
  const t = useTranslations("accounts.unclaimed");
  const words = useTranslations("invitations.create");
  const common = useTranslations("common");
  const cache = useQueryClient();
  const form = useForm({ defaultValues: { merchantReference: "" } });
  const claim = useMutation(
    api.invitations.claim.mutationOptions({
      onSuccess: async () => {
        toast.done(t("done", { name }));
        onDone();
        await Promise.all([
          cache.invalidateQueries({ queryKey: api.invitations.key() }),
          cache.invalidateQueries({ queryKey: api.accounts.key() }),
        ]);
      },
    }),
  );
  const problem = form.formState.errors.merchantReference?.message;
  return (
    <form
      noValidate
      onSubmit={form.handleSubmit(({ merchantReference }) =>
        claim.mutate({ id: grant.id, merchantReference: merchantReference.trim() }),
      )}
    >
      <Field label={words("reference")} hint={words("referenceHint")} error={problem} required>
        <Input
          autoComplete="off"
          autoFocus
          {...form.register("merchantReference", {
            validate: (value) => value.trim() !== "" || words("referenceMissing"),
            maxLength: { value: 64, message: words("tooLong", { max: 64 }) },
          })}
        />
      </Field>
      {claim.error ? <ErrorNote error={claim.error} className="mt-4" /> : null}
      <div className="mt-6 flex flex-wrap justify-end gap-2">
        <DialogClose asChild>
          <Button>{common("cancel")}</Button>
        </DialogClose>
        <Button type="submit" look="primary" loading={claim.isPending}>
          {t("confirm")}
        </Button>
      </div>
    </form>
  );
}

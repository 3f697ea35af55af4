"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Invitation } from "#lib/authorization/contract.ts";
import { inviteeOf } from "./words.ts";

interface CancelInvitationProps {
  invitation: Invitation;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks before the links stop working. */
export function CancelInvitation({ invitation, open, onOpenChange }: CancelInvitationProps) {
  const t = useTranslations("invitations.one");
  const cache = useQueryClient();
  const cancel = useMutation(
    api.invitations.cancel.mutationOptions({
      onSuccess: (fresh) => {
        cache.setQueryData(api.invitations.get.queryKey({ input: { id: fresh.id } }), fresh);
        void cache.invalidateQueries({ queryKey: api.invitations.list.key() });
        toast.done(t("cancelled"));
        onOpenChange(false);
      },
    }),
  );
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("cancelTitle", { name: inviteeOf(invitation) })}
      description={t("cancelText")}
      confirmLabel={t("cancel")}
      cancelLabel={t("cancelKeep")}
      loading={cancel.isPending}
      error={cancel.error}
      onConfirm={() => cancel.mutate({ id: invitation.id })}
    />
  );
}

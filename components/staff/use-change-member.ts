"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { useErrorMessage } from "#components/shell/error-message.ts";
import { toast } from "#components/ui/toast.tsx";
import type { Role } from "#lib/core/contract.ts";
import type { Member } from "./staff-rows.ts";

/** Reads the list and one's own permissions again: the change may have been of oneself. */
function useRefresh() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: api.staff.key() });
}

/** Gives a member another role at once; the toast offers to take it back. */
export function useSetRole(onDone?: () => void) {
  const t = useTranslations("staff.list");
  const roleName = useTranslations("staff.roles");
  const message = useErrorMessage();
  const refresh = useRefresh();
  const mutation = useMutation(api.staff.setRole.mutationOptions({ onSettled: refresh }));
  const set = (member: Member, role: Role) => {
    const before = member.role;
    mutation.mutate(
      { id: member.id, role },
      {
        onSuccess: () => {
          toast.done(t("roleChanged", { name: member.name, role: roleName(role) }), {
            label: t("undo"),
            onPress: () => void mutation.mutate({ id: member.id, role: before }, { onError: failed }),
          });
          onDone?.();
        },
        ...(onDone ? {} : { onError: failed }),
      },
    );
  };
  const failed = (error: unknown) => toast.failed(message(error));
  return { set, isPending: mutation.isPending, error: mutation.error };
}

/** Shuts a member out, ending all their sessions. */
export function useDisableMember(onDone: () => void) {
  const t = useTranslations("staff.list");
  const refresh = useRefresh();
  return useMutation(
    api.staff.disable.mutationOptions({
      onSuccess: async ({ name }) => {
        await refresh();
        toast.done(t("disabled", { name }));
        onDone();
      },
    }),
  );
}

/** Lets a member in again. */
export function useEnableMember() {
  const t = useTranslations("staff.list");
  const message = useErrorMessage();
  const refresh = useRefresh();
  return useMutation(
    api.staff.enable.mutationOptions({
      onSuccess: async ({ name }) => {
        await refresh();
        toast.done(t("enabled", { name }));
      },
      onError: (error) => toast.failed(message(error)),
    }),
  );
}

/** Ends an open invitation: its link stops working. */
export function useWithdrawInvitation(onDone: () => void) {
  const t = useTranslations("staff.list");
  const refresh = useRefresh();
  return useMutation(
    api.staff.revokeInvitation.mutationOptions({
      onSuccess: async ({ email }) => {
        await refresh();
        toast.done(t("withdrawn", { email }));
        onDone();
      },
    }),
  );
}

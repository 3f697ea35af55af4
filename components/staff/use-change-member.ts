"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api, client } from "#components/shell/api.ts";
import { useErrorMessage } from "#components/shell/error-message.ts";
import { toast } from "#components/ui/toast.tsx";
import type { Role } from "#lib/core/contract.ts";

/** Reads the list and one's own permissions again: the change may have been of oneself. */
function useRefresh() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: api.staff.key() });
}

/** Gives a member another role at once; the toast offers to take it back. `asked`: a dialog shows what fails. */
export function useSetRole({ asked, onDone }: { asked: boolean; onDone?: () => void }) {
  const t = useTranslations("staff.list");
  const roleName = useTranslations("staff.roles");
  const message = useErrorMessage();
  const cache = useQueryClient();
  const refresh = useRefresh();
  const failed = (error: unknown) => toast.failed(message(error));
  const undo = async (id: string, role: Role) => {
    await client.staff.setRole({ id, role }).catch(failed);
    await refresh();
  };
  const roleOf = (id: string) =>
    cache.getQueryData(api.staff.list.queryKey())?.members.find((member) => member.id === id)?.role;
  return useMutation(
    api.staff.setRole.mutationOptions({
      onMutate: ({ id }) => ({ before: roleOf(id) }),
      onSuccess: async ({ id, name, role }, _given, { before }) => {
        await refresh();
        toast.done(
          t("roleChanged", { name, role: roleName(role) }),
          before && before !== role ? { label: t("undo"), onPress: () => void undo(id, before) } : undefined,
        );
        onDone?.();
      },
      ...(asked ? {} : { onError: failed }),
    }),
  );
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

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { useMe } from "#components/shell/me.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import { type Session, useBrowserName } from "./session-columns.tsx";

/** Asks before a browser is signed out. */
export function EndSession({ session, onClose }: { session: Session; onClose: () => void }) {
  const t = useTranslations("staff.sessions");
  const cache = useQueryClient();
  const browserName = useBrowserName();
  const own = useMe()?.id === session.staffId;
  const end = useMutation(
    api.staff.revokeSession.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: api.staff.sessions.key() });
        toast.done(t("ended"));
        onClose();
      },
    }),
  );
  const browser = browserName(session);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={own ? t("endOwnTitle", { browser }) : t("endTitle", { browser, name: session.staffName })}
      description={t("endText")}
      confirmLabel={t("end")}
      loading={end.isPending}
      error={end.error}
      onConfirm={() => end.mutate({ id: session.id })}
    />
  );
}

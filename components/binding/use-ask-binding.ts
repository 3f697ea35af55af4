"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { toast } from "#components/ui/toast.tsx";

/** Asks WeChat about the account's binding now, and shows the answer wherever it is shown. */
export function useAskBinding(appId: string) {
  const t = useTranslations("binding");
  const cache = useQueryClient();
  return useMutation(
    api.binding.ask.mutationOptions({
      onSuccess: async (binding) => {
        cache.setQueryData(api.binding.get.queryKey({ input: { appId } }), binding);
        toast.done(t("asked", { state: t(`state.${binding.state}`) }));
        await cache.invalidateQueries({ queryKey: api.accounts.key() });
      },
    }),
  );
}

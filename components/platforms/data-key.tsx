"use client";

import { useMutation } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useFailedToast } from "./use-platform.ts";

/** The key under which everything is sealed, of all platforms; making a new one interrupts nothing. */
export function DataKey() {
  const t = useTranslations("platforms.keys.data");
  const rotate = useMutation(
    api.platforms.rotateKeys.mutationOptions({
      onSuccess: ({ version }) => toast.done(t("done", { version })),
      onError: useFailedToast(),
    }),
  );
  return (
    <section
      aria-label={t("title")}
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-line border-t px-6 py-4 max-desk:px-4"
    >
      <div className="min-w-0 flex-1 basis-64">
        <h2 className="text-section">{t("title")}</h2>
        <p className="max-w-[68ch] text-ink-2">{t("text")}</p>
      </div>
      <Button
        icon={<KeyRound aria-hidden="true" />}
        loading={rotate.isPending}
        onClick={() => rotate.mutate(undefined)}
      >
        {t("submit")}
      </Button>
    </section>
  );
}

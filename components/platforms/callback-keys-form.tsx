"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { api } from "#components/shell/api.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorNote } from "#components/ui/error-note.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import { CallbackKeyField, type CallbackKeys } from "./callback-key-field.tsx";
import { KeyRows } from "./console-row.tsx";
import type { FreshKeys } from "./fresh-keys.ts";
import { ReachNote } from "./reach-note.tsx";
import { useShowPlatform } from "./use-platform.ts";

/** Saves new callback keys first, then shows them to be entered in WeChat's console: in this order none is lost. */
export function CallbackKeysForm({ platform }: { platform: Platform }) {
  const t = useTranslations("platforms.keys.callback");
  const show = useShowPlatform();
  const [saved, setSaved] = useState<FreshKeys | null>(null);
  const form = useForm<CallbackKeys>({ defaultValues: { token: "", encodingAesKey: "" } });
  const rotate = useMutation(
    api.platforms.rotateCallbackKeys.mutationOptions({
      onSuccess: async (changed, { token, encodingAesKey }) => {
        setSaved({ token, encodingAesKey });
        form.reset();
        toast.done(t("done"));
        await show(changed);
      },
    }),
  );
  const send = form.handleSubmit(({ token, encodingAesKey }) => {
    if (token.trim() === "" && encodingAesKey.trim() === "")
      return form.setError("encodingAesKey", { message: t("oneNeeded") });
    rotate.mutate({
      componentAppId: platform.componentAppId,
      ...(token.trim() ? { token: token.trim() } : {}),
      ...(encodingAesKey.trim() ? { encodingAesKey: encodingAesKey.trim() } : {}),
    });
  });
  if (saved)
    return (
      <div>
        <h3 className="text-section">{t("enter")}</h3>
        <p className="mb-3 text-ink-2">{t("enterText")}</p>
        <ReachNote platform={platform} fresh={saved} />
        <ul className="border-line border-t">
          <KeyRows fresh={saved} />
        </ul>
      </div>
    );
  return (
    <form noValidate onSubmit={send} className="flex flex-col items-start gap-4">
      <div className="flex w-full max-w-120 flex-col gap-4">
        <CallbackKeyField form={form} name="token" optional />
        <CallbackKeyField form={form} name="encodingAesKey" optional />
      </div>
      {platform.keys.previousKept ? <p className="text-ink-2">{t("again")}</p> : null}
      {rotate.error ? <ErrorNote error={rotate.error} /> : null}
      <Button type="submit" loading={rotate.isPending}>
        {t("submit")}
      </Button>
    </form>
  );
}

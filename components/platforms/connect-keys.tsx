"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Sparkles } from "lucide-react";
import { useTranslations } from "next-intl";
import type { UseFormReturn } from "react-hook-form";
import { api } from "#components/shell/api.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorNote } from "#components/ui/error-note.tsx";
import { State } from "#components/ui/state-glyph.tsx";
import type { Proof } from "#lib/platforms/contract.ts";
import { CallbackKeyField, type CallbackKeys, setMade } from "./callback-key-field.tsx";
import type { WhoFields } from "./connect-who.tsx";

interface ConnectKeysProps {
  form: UseFormReturn<CallbackKeys>;
  who: UseFormReturn<WhoFields>;
  proof: Proof;
  onBack: () => void;
  onDone: (componentAppId: string) => void;
}

/** Step 2: Token and EncodingAESKey, made here or pasted; then everything is sealed. */
export function ConnectKeys({ form, who, proof, onBack, onDone }: ConnectKeysProps) {
  const t = useTranslations("platforms.wizard");
  const cache = useQueryClient();
  const connect = useMutation(
    api.platforms.connect.mutationOptions({
      onSuccess: async (platform) => {
        const { componentAppId } = platform;
        cache.setQueryData(api.platforms.get.queryKey({ input: { componentAppId } }), platform);
        await cache.invalidateQueries({ queryKey: api.platforms.list.key() });
        onDone(componentAppId);
      },
    }),
  );
  const send = form.handleSubmit(({ token, encodingAesKey }) => {
    const { componentAppId, name, appSecret } = who.getValues();
    connect.mutate({
      componentAppId: componentAppId.trim(),
      name: name.trim(),
      appSecret: appSecret.trim(),
      token: token.trim(),
      encodingAesKey: encodingAesKey.trim(),
    });
  });
  const makeBoth = () => {
    setMade(form, "token");
    setMade(form, "encodingAesKey");
  };
  return (
    <>
      <h1 className="text-title tight">{t("keys.title")}</h1>
      <p className="mt-1 max-w-[68ch] text-ink-2">{t("keys.lead")}</p>
      <p className="mt-3" role="status">
        <State kind={proof.outcome === "accepted" ? "ready" : "warning"}>{t(`proof.${proof.outcome}`)}</State>
      </p>
      <form noValidate onSubmit={send} className="mt-5 flex max-w-120 flex-col gap-4">
        <div>
          <Button icon={<Sparkles aria-hidden="true" />} onClick={makeBoth}>
            {t("keys.makeBoth")}
          </Button>
        </div>
        <CallbackKeyField form={form} name="token" />
        <CallbackKeyField form={form} name="encodingAesKey" />
        <p className="text-ink-2">{t("keys.once")}</p>
        {connect.error ? <ErrorNote error={connect.error} /> : null}
        <div className="mt-2 flex gap-2">
          <Button onClick={onBack}>{t("previous")}</Button>
          <Button type="submit" look="primary" loading={connect.isPending}>
            {t("keys.submit")}
          </Button>
        </div>
      </form>
    </>
  );
}

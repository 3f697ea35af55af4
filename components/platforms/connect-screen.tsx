"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { api } from "#components/shell/api.ts";
import { useMay, useMe } from "#components/shell/me.tsx";
import { Page, PageBody } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Stepper } from "#components/ui/stepper.tsx";
import type { Proof } from "#lib/platforms/contract.ts";
import type { CallbackKeys } from "./callback-key-field.tsx";
import { ConnectCheck } from "./connect-check.tsx";
import { ConnectConsole } from "./connect-console.tsx";
import { ConnectKeys } from "./connect-keys.tsx";
import { ConnectWho, type WhoFields } from "./connect-who.tsx";

const steps = ["who", "keys", "console", "check"] as const;

/** The guided page for a new platform, for those who may connect one. */
export function ConnectScreen() {
  const t = useTranslations("platforms.wizard");
  const me = useMe();
  const mayManage = useMay("platforms.manage");
  const platforms = useQuery(api.platforms.list.queryOptions({ refetchInterval: 15_000 }));
  return (
    <Page title={t("title")} crumbs={[{ label: t("back"), href: "/settings" }, { label: t("title") }]}>
      {me && !mayManage ? (
        <EmptyState
          title={<h1>{t("forbiddenTitle")}</h1>}
          action={<ButtonLink href="/settings">{t("back")}</ButtonLink>}
        >
          {t("forbiddenText")}
        </EmptyState>
      ) : platforms.data ? (
        <Guide connected={platforms.data.map(({ componentAppId }) => componentAppId)} />
      ) : platforms.error ? (
        <ErrorState error={platforms.error} onRetry={() => void platforms.refetch()} retrying={platforms.isFetching} />
      ) : (
        <PageBody>
          <div className="flex max-w-120 flex-col gap-6" aria-busy="true">
            <Skeleton className="h-6" />
            <Skeleton className="h-8" />
            <Skeleton className="h-8" />
          </div>
        </PageBody>
      )}
    </Page>
  );
}

/**
 * The four steps. The address holds the step, and who is connected; secrets live in this component alone, so
 * that a page loaded anew asks for them again.
 */
function Guide({ connected }: { connected: readonly string[] }) {
  const t = useTranslations("platforms.wizard.steps");
  const [place, setPlace] = useQueryStates(
    { step: parseAsStringLiteral(steps).withDefault("who"), platform: parseAsString, name: parseAsString },
    { history: "push" },
  );
  const who = useForm<WhoFields>({
    defaultValues: { componentAppId: place.platform ?? "", name: place.name ?? "", appSecret: "" },
  });
  const keys = useForm<CallbackKeys>({ defaultValues: { token: "", encodingAesKey: "" } });
  const [proof, setProof] = useState<Proof | null>(null);
  const platformId = place.platform ?? "";
  const isConnected = connected.includes(platformId);
  const needsWho = proof === null || who.getValues("appSecret") === "";
  const wanted = place.step;
  const step = isAfterConnect(wanted) ? (isConnected ? wanted : "who") : wanted === "keys" && needsWho ? "who" : wanted;
  const at = steps.indexOf(step);
  return (
    <PageBody>
      <div className="max-w-180">
        <Stepper
          label={t("label")}
          steps={steps.map((key, index) => ({
            key,
            label: t(key),
            state: index < at ? "done" : index === at ? "current" : "todo",
          }))}
        />
        <div className="mt-8">
          {step === "who" ? (
            <ConnectWho
              form={who}
              connected={connected}
              again={wanted === "keys"}
              onDone={(given, result) => {
                setProof(result);
                void setPlace({ step: "keys", platform: given.componentAppId, name: given.name });
              }}
            />
          ) : null}
          {step === "keys" && proof ? (
            <ConnectKeys
              form={keys}
              who={who}
              proof={proof}
              onBack={() => void setPlace({ step: "who" })}
              onDone={(componentAppId) => {
                who.reset();
                void setPlace({ step: "console", platform: componentAppId, name: null });
              }}
            />
          ) : null}
          {step === "console" ? (
            <ConnectConsole
              componentAppId={platformId}
              fresh={keys.getValues()}
              onDone={() => void setPlace({ step: "check" })}
            />
          ) : null}
          {step === "check" ? (
            <ConnectCheck componentAppId={platformId} onBack={() => void setPlace({ step: "console" })} />
          ) : null}
        </div>
      </div>
    </PageBody>
  );
}

function isAfterConnect(step: (typeof steps)[number]): boolean {
  return step === "console" || step === "check";
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import { ErrorNote } from "#components/ui/error-note.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { KeyValues } from "#components/ui/key-values.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Binding } from "#lib/binding/contract.ts";
import { BindingWord } from "./binding-state.tsx";
import { SiblingList } from "./sibling-list.tsx";
import { useAskBinding } from "./use-ask-binding.ts";

interface BindingPanelProps {
  appId: string;
  /** Where the merchant is asked for a missing set; null where the viewer may not. */
  inviteHref: string | null;
}

/** Right half of the account page: the one open account that the account is bound to, if any. */
export function BindingPanel({ appId, inviteHref }: BindingPanelProps) {
  const t = useTranslations("binding");
  const query = useQuery(api.binding.get.queryOptions({ input: { appId }, refetchInterval: 10_000 }));
  const binding = query.data;
  const count = binding && (binding.state === "bound" || binding.state === "bound_id_unknown") ? 1 : 0;
  return (
    <>
      <h2 className="text-panel">
        {t("title")}
        {binding && binding.state !== "unknown" ? (
          <span className="ml-2 font-normal text-base text-ink-2">{t("openAccounts", { count })}</span>
        ) : null}
      </h2>
      <p className="text-ink-2">{t("lead")}</p>
      {binding ? (
        <BindingFacts binding={binding} inviteHref={inviteHref} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} className="px-0 py-4" />
      ) : (
        <div className="mt-4 flex flex-col gap-4">
          <Skeleton className="w-1/2" />
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/3" />
        </div>
      )}
    </>
  );
}

function BindingFacts({ binding, inviteHref }: { binding: Binding; inviteHref: string | null }) {
  const t = useTranslations("binding");
  const mayAsk = useMay("binding.ask");
  const ask = useAskBinding(binding.appId);
  const codes = [binding.errcode === null ? null : String(binding.errcode), binding.rid].filter(Boolean).join(" ");
  return (
    <>
      <div className="mt-3 flex min-h-7 flex-wrap items-center justify-between gap-2">
        <span className="flex flex-wrap items-center gap-x-3">
          <BindingWord state={binding.state} />
          {binding.openAppId ? <Copyable text={binding.openAppId} /> : null}
          {binding.state === "bound_id_unknown" ? <span className="text-ink-2">{t("noId")}</span> : null}
        </span>
        {mayAsk && binding.unknownReason !== "revoked" ? (
          <Button
            size="small"
            icon={<RotateCw aria-hidden="true" />}
            loading={ask.isPending}
            onClick={() => ask.mutate({ appId: binding.appId })}
          >
            {ask.isPending ? t("asking") : t("ask")}
          </Button>
        ) : null}
      </div>
      {ask.error ? <ErrorNote error={ask.error} className="mt-2" /> : null}
      {binding.state === "unknown" ? <UnknownWhy binding={binding} inviteHref={inviteHref} /> : null}
      <KeyValues
        className="mt-2"
        items={[
          ...(binding.state === "unknown"
            ? []
            : [{ key: "unionId", label: t("facts.unionId"), value: t(`explain.${binding.state}`) }]),
          {
            key: "askedAt",
            label: t("facts.askedAt"),
            value: (
              <>
                <RelativeTime at={binding.askedAt} none={t("facts.never")} />
                {binding.askedWith ? <span className="ml-2 text-ink-2 mono">{binding.askedWith}</span> : null}
              </>
            ),
          },
          ...(codes ? [{ key: "errcode", label: t("facts.errcode"), value: <Copyable text={codes} /> }] : []),
        ]}
      />
      {binding.state === "bound" ? <SiblingList binding={binding} /> : null}
    </>
  );
}

/** Why it is not known, which is not the same as unbound, and what would answer it. */
function UnknownWhy({ binding, inviteHref }: { binding: Binding; inviteHref: string | null }) {
  const t = useTranslations("binding");
  const reason = binding.unknownReason ?? "not_asked";
  const id = binding.missingPermissionSetId ?? 0;
  const leads = reason === "permission_missing" || reason === "revoked";
  return (
    <p className="mt-1 max-w-[60ch]">
      {t(`unknown.${reason}`, { id })}{" "}
      {leads && inviteHref ? (
        <Link href={inviteHref} className="text-bronze hover:text-bronze-hover">
          {t(`next.${reason}`, { id })}
        </Link>
      ) : (
        <span className="text-ink-2">{t(`next.${reason}`, { id })}</span>
      )}
    </p>
  );
}

"use client";

import { KeyRound, Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { Copyable } from "#components/ui/copyable.tsx";
import { useNowMs } from "#components/ui/now.tsx";
import { RelativeTime, useDuration } from "#components/ui/relative-time.tsx";
import { State, type StateKind } from "#components/ui/state-glyph.tsx";
import type { Account } from "#lib/accounts/contract.ts";

type Token = Account["grants"][number]["token"];

const glyphs: Record<Token["state"], StateKind> = {
  valid: "ok",
  expiring: "working",
  expired: "waiting",
  missing: "queued",
  failing: "failed",
};

/** Health of the account's token for each platform: when, never what. */
export function TokenLine({ grants }: { grants: Account["grants"] }) {
  const t = useTranslations("accounts.token");
  const shown = grants.filter((grant) => grant.state === "authorized");
  if (shown.length === 0) return null;
  return (
    <section aria-label={t("title")} className="border-line border-b py-3">
      {shown.map((grant, index) => (
        <div key={grant.componentAppId} className="flex min-h-6 flex-wrap items-center gap-x-4 gap-y-1">
          <span className="flex items-center gap-2 font-medium">
            <KeyRound className="size-4 text-ink-2" aria-hidden="true" />
            {t("title")}
            {shown.length > 1 ? <span className="font-normal text-ink-2">{grant.platformName}</span> : null}
          </span>
          <TokenHealth token={grant.token} />
          {index === 0 ? (
            <span className="ml-auto flex items-center gap-1.5 text-ink-2 max-desk:ml-0">
              <Lock className="size-3.5" aria-hidden="true" />
              {t("server")}
            </span>
          ) : null}
        </div>
      ))}
    </section>
  );
}

function TokenHealth({ token }: { token: Token }) {
  const t = useTranslations("accounts.token");
  const now = useNowMs();
  const duration = useDuration();
  const codes = [token.lastErrcode === null ? null : String(token.lastErrcode), token.lastRid]
    .filter(Boolean)
    .join(" ");
  const time = (at: number) => () => <RelativeTime at={at} />;
  return (
    <>
      <State kind={glyphs[token.state]}>{t(`state.${token.state}`)}</State>
      <span className="figures flex flex-wrap items-center gap-x-4 text-ink-2">
        {token.expiresAt !== null && token.expiresAt > now ? (
          <span suppressHydrationWarning>{t("left", { duration: duration(token.expiresAt - now) })}</span>
        ) : null}
        {token.expiresAt !== null && token.expiresAt <= now ? (
          <span>{t.rich("expiredSince", { time: time(token.expiresAt) })}</span>
        ) : null}
        {token.state === "missing" ? <span>{t("lazy")}</span> : null}
        {token.refreshedAt === null ? null : <span>{t.rich("refreshed", { time: time(token.refreshedAt) })}</span>}
        {token.failedAt === null ? (
          token.state === "missing" ? null : (
            <span>{t("noErrors")}</span>
          )
        ) : (
          <span className="flex items-center gap-2">
            <span>{t.rich("failed", { time: time(token.failedAt) })}</span>
            {codes ? <Copyable text={codes} /> : null}
          </span>
        )}
      </span>
    </>
  );
}

"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Copyable } from "#components/ui/copyable.tsx";
import { useMoment } from "#components/ui/relative-time.tsx";
import { StateGlyph } from "#components/ui/state-glyph.tsx";
import type { Account } from "#lib/accounts/contract.ts";
import { useWords } from "./use-words.ts";

type Grant = Account["grants"][number];
const shownSets = 12;

/** Left half of the account page: which of our platforms may act for the account, and with what. */
export function GrantsPanel({ account }: { account: Account }) {
  const t = useTranslations("accounts.grants");
  const current = account.grants.filter((grant) => grant.state === "authorized");
  const [first, ...others] =
    current.length > 0 ? [...current, ...account.grants.filter((g) => g.state !== "authorized")] : account.grants;
  return (
    <>
      <h2 className="text-panel">
        {t("title")}
        <span className="ml-2 font-normal text-base text-ink-2">{t("platforms", { count: current.length })}</span>
      </h2>
      <p className="text-ink-2">{t("lead")}</p>
      {first ? <MainGrant grant={first} /> : null}
      {others.map((grant) => (
        <OtherGrant key={grant.componentAppId} grant={grant} />
      ))}
    </>
  );
}

function GrantHead({ grant }: { grant: Grant }) {
  const t = useTranslations("accounts.grants");
  const moment = useMoment();
  const revoked = grant.state === "revoked";
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <span className={revoked ? "text-ink-2" : "font-medium"}>
        {grant.platformName} <Copyable text={grant.componentAppId} className="ml-1 font-normal" />
      </span>
      <span className="figures text-ink-2" suppressHydrationWarning>
        {revoked && grant.revokedAt !== null
          ? t("revokedAt", { date: moment.absolute(grant.revokedAt) })
          : t("since", { date: moment.absolute(grant.authorizedAt) })}
      </span>
    </div>
  );
}

function MainGrant({ grant }: { grant: Grant }) {
  const t = useTranslations("accounts.grants");
  const words = useWords();
  const shown = grant.permissionSets.slice(0, shownSets);
  const more = grant.permissionSets.length - shown.length;
  return (
    <div className="mt-3">
      <GrantHead grant={grant} />
      {grant.state === "revoked" ? <p className="mt-1 text-ink-2">{t("revokedNote")}</p> : null}
      {grant.state === "authorized" && shown.length === 0 ? <p className="mt-1 text-ink-2">{t("noSets")}</p> : null}
      {grant.state === "authorized" && shown.length > 0 ? (
        <ul className="mt-2 grid grid-cols-3 gap-x-4 gap-y-1 max-sm:grid-cols-1 max-wide:grid-cols-2 [&:lang(en)]:sm:grid-cols-2">
          {shown.map((set) => (
            <li key={set.id} className="flex min-w-0 items-center gap-1.5" title={words(set.description)}>
              <StateGlyph kind="authorized" />
              <span className="truncate">{words(set.name)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {grant.state === "authorized" && more > 0 ? (
        <Link href="?tab=permissions" scroll={false} className="mt-1 inline-block text-bronze hover:text-bronze-hover">
          {t("moreSets", { count: more })}
        </Link>
      ) : null}
      {grant.state === "authorized" && grant.missing.length > 0 ? <Missing grant={grant} /> : null}
    </div>
  );
}

/** Which needed sets are missing, and what cannot be done without them. */
function Missing({ grant }: { grant: Grant }) {
  const t = useTranslations("accounts");
  const words = useWords();
  const names = grant.missing.map((set) => words(set.name)).join(t("setList"));
  return (
    <div className="mt-2 flex gap-2">
      <StateGlyph kind="missing" className="mt-[3px]" />
      <div className="min-w-0">
        <p className="font-medium">{t("grants.missing", { count: grant.missing.length, names })}</p>
        {grant.missing.map((set) => (
          <p key={set.id} className="text-ink-2">
            {words(set.prevents)}
          </p>
        ))}
      </div>
    </div>
  );
}

function OtherGrant({ grant }: { grant: Grant }) {
  const t = useTranslations("accounts");
  const words = useWords();
  const names = grant.permissionSets.slice(0, 4).map((set) => words(set.name));
  const more = grant.permissionSets.length - names.length;
  return (
    <div className="mt-3 border-line border-t pt-3">
      <GrantHead grant={grant} />
      {grant.state === "authorized" && names.length > 0 ? (
        <p className="text-ink-2">
          {names.join(t("setList"))}
          {more > 0 ? ` ${t("grants.moreSets", { count: more })}` : null}
        </p>
      ) : null}
    </div>
  );
}

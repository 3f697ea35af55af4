"use client";

import { Lock, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { State, StateGlyph } from "#components/ui/state-glyph.tsx";
import type { Account } from "#lib/accounts/contract.ts";
import { useWords } from "./use-words.ts";

type Grant = Account["grants"][number];

interface PermissionsTabProps {
  account: Account;
  inviteHref: string | null;
}

/** Per platform: what is missing and what that prevents, then every set with what it allows. */
export function PermissionsTab({ account, inviteHref }: PermissionsTabProps) {
  return (
    <div className="flex max-w-240 flex-col gap-8">
      {account.grants.map((grant) => (
        <GrantPermissions
          key={grant.componentAppId}
          grant={grant}
          named={account.grants.length > 1}
          inviteHref={grant === account.grants[0] ? inviteHref : null}
        />
      ))}
    </div>
  );
}

function GrantPermissions({ grant, named, inviteHref }: { grant: Grant; named: boolean; inviteHref: string | null }) {
  const t = useTranslations("accounts");
  return (
    <section>
      {named ? (
        <h2 className="mb-3 flex items-center gap-3 text-panel">
          {grant.platformName}
          <State kind={grant.state === "authorized" ? "authorized" : "cancelled"} className="font-normal text-base">
            {t(`grantState.${grant.state}`)}
          </State>
        </h2>
      ) : null}
      {grant.state === "authorized" ? <MissingSets grant={grant} named={named} inviteHref={inviteHref} /> : null}
      <GrantedSets grant={grant} named={named} />
    </section>
  );
}

function MissingSets({ grant, named, inviteHref }: { grant: Grant; named: boolean; inviteHref: string | null }) {
  const t = useTranslations("accounts.permissions");
  const words = useWords();
  if (grant.missing.length === 0) {
    return (
      <p className="mb-6">
        <State kind="ok">{t("none")}</State>
      </p>
    );
  }
  return (
    <div className="mb-8">
      <Head below={named}>
        {t("missing")}
        <span className="figures ml-2 font-normal text-amber">{grant.missing.length}</span>
      </Head>
      <p className="text-ink-2">{t("missingLead")}</p>
      <ul className="mt-2">
        {grant.missing.map((set) => (
          <li key={set.id} className="flex gap-2 border-line-2 border-b py-2">
            <StateGlyph kind="missing" className="mt-[3px]" />
            <div className="min-w-0">
              <p className="font-medium">
                {words(set.name)} <span className="ml-1 font-normal text-ink-2 mono">{set.id}</span>
              </p>
              <p>{words(set.prevents)}</p>
              {set.exclusive ? <Exclusive /> : null}
            </div>
          </li>
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="max-w-[68ch] text-ink-2">
          <strong className="font-medium text-ink">{t("askTitle")}</strong> {t("askText")}
        </p>
        {inviteHref ? (
          <ButtonLink href={inviteHref} icon={<Send aria-hidden="true" />}>
            <AskLabel />
          </ButtonLink>
        ) : null}
      </div>
    </div>
  );
}

function AskLabel() {
  return useTranslations("accounts.page")("askMerchant");
}

function GrantedSets({ grant, named }: { grant: Grant; named: boolean }) {
  const t = useTranslations("accounts.permissions");
  const words = useWords();
  return (
    <div>
      <Head below={named}>
        {t("granted")}
        <span className="ml-2 font-normal text-ink-2">{t("grantedNote", { count: grant.permissionSets.length })}</span>
      </Head>
      <table className="mt-2 w-full border-separate border-spacing-0">
        <thead>
          <tr className="text-left text-ink-2 text-meta">
            <th scope="col" className="h-8 w-14 border-line border-b font-normal">
              {t("columns.id")}
            </th>
            <th scope="col" className="h-8 w-64 border-line border-b pr-4 font-normal max-sm:w-auto">
              {t("columns.name")}
            </th>
            <th scope="col" className="h-8 border-line border-b font-normal max-sm:hidden">
              {t("columns.allows")}
            </th>
          </tr>
        </thead>
        <tbody>
          {grant.permissionSets.map((set) => (
            <tr key={set.id} className="align-top">
              <td className="border-line-2 border-b py-2 text-ink-2 mono leading-5">{set.id}</td>
              <td className="border-line-2 border-b py-2 pr-4">
                {words(set.name)}
                <span className="hidden text-ink-2 max-sm:block">{words(set.description)}</span>
                {set.exclusive ? <Exclusive /> : null}
              </td>
              <td className="border-line-2 border-b py-2 text-ink-2 max-sm:hidden">{words(set.description)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** One level below the platform's name where that stands above it. */
function Head({ below, children }: { below: boolean; children: ReactNode }) {
  return below ? <h3 className="text-section">{children}</h3> : <h2 className="text-section">{children}</h2>;
}

function Exclusive() {
  const t = useTranslations("accounts.permissions");
  return (
    <span className="flex items-center gap-1 text-ink-3 text-meta">
      <Lock className="size-3" aria-hidden="true" />
      {t("exclusive")}
    </span>
  );
}

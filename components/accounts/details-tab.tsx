"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Copyable } from "#components/ui/copyable.tsx";
import { KeyValues } from "#components/ui/key-values.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Section } from "#components/ui/section.tsx";
import { State } from "#components/ui/state-glyph.tsx";
import type { Account } from "#lib/accounts/contract.ts";
import { useWords } from "./use-words.ts";

/** All that WeChat says about the account, in words. */
export function DetailsTab({ account }: { account: Account }) {
  const t = useTranslations("accounts");
  return (
    <>
      <div className="grid max-w-280 grid-cols-2 gap-x-16 gap-y-8 max-desk:grid-cols-1">
        <div className="flex flex-col gap-8">
          <Basic account={account} />
          <OnWechat account={account} />
        </div>
        <div className="flex flex-col gap-8">
          <Features account={account} />
          {account.kind === "mini_program" ? <Domains account={account} /> : null}
          {account.kind === "mini_program" ? <Categories account={account} /> : null}
        </div>
      </div>
      <p className="mt-8 text-ink-3 text-meta">
        {account.readAt === null
          ? t("page.notRead")
          : t.rich("page.readAt", { time: () => <RelativeTime at={account.readAt} /> })}
      </p>
    </>
  );
}

function Basic({ account }: { account: Account }) {
  const t = useTranslations("accounts.details");
  const columns = useTranslations("accounts.columns");
  return (
    <Section title={t("basic")}>
      <div className="flex items-start justify-between gap-6">
        <KeyValues
          className="min-w-0 flex-1"
          items={[
            { key: "name", label: columns("name"), value: account.name },
            { key: "appId", label: columns("appId"), value: <Copyable text={account.appId} /> },
            {
              key: "originalId",
              label: t("originalId"),
              value: account.originalId ? <Copyable text={account.originalId} /> : null,
            },
            { key: "alias", label: t("alias"), value: account.alias },
            { key: "principal", label: t("principal"), value: account.principal },
            { key: "signature", label: t("signature"), value: account.signature },
          ]}
        />
        <AccountQr account={account} />
      </div>
    </Section>
  );
}

/** WeChat's own QR code of the account; left out when it does not load. */
function AccountQr({ account }: { account: Account }) {
  const t = useTranslations("accounts.details");
  const [failed, setFailed] = useState(false);
  if (!account.qrCodeUrl || failed) return null;
  return (
    // biome-ignore lint/performance/noImgElement: WeChat's own picture; Next's optimizer would fetch it from the server
    <img
      src={account.qrCodeUrl}
      alt={t("qr", { name: account.name })}
      width={96}
      height={96}
      loading="lazy"
      referrerPolicy="no-referrer"
      onError={() => setFailed(true)}
      className="size-24 shrink-0 rounded-md border border-line bg-white p-1"
    />
  );
}

function OnWechat({ account }: { account: Account }) {
  const t = useTranslations("accounts.details");
  const words = useWords();
  const said = (pair: { name: { zh: string; en: string } } | null) => (pair ? words(pair.name) : null);
  const configured = (value: boolean | null) =>
    value === null ? <span className="text-ink-3">{t("notSaid")}</span> : value ? t("configured") : t("notConfigured");
  return (
    <Section title={t("wechat")}>
      <KeyValues
        items={[
          { key: "serviceType", label: t("serviceType"), value: said(account.serviceType) },
          { key: "verifyType", label: t("verifyType"), value: said(account.verifyType) },
          { key: "accountStatus", label: t("accountStatus"), value: said(account.accountStatus) },
          { key: "registerType", label: t("registerType"), value: said(account.registerType) },
          { key: "phone", label: t("phone"), value: configured(account.phoneConfigured) },
          { key: "email", label: t("email"), value: configured(account.emailConfigured) },
        ]}
      />
    </Section>
  );
}

function Features({ account }: { account: Account }) {
  const t = useTranslations("accounts.details");
  if (account.businessFeatures.length === 0) return null;
  return (
    <Section title={t("features")}>
      <KeyValues
        items={account.businessFeatures.map((feature) => ({
          key: feature.key,
          label: t.has(`feature.${feature.key}`) ? t(`feature.${feature.key}`) : feature.key,
          value: <State kind={feature.enabled ? "ok" : "cancelled"}>{feature.enabled ? t("on") : t("off")}</State>,
        }))}
      />
    </Section>
  );
}

function Domains({ account }: { account: Account }) {
  const t = useTranslations("accounts.details");
  const set = account.domains.filter((domain) => domain.values.length > 0);
  return (
    <Section title={t("domains")}>
      {set.length === 0 ? (
        <p className="text-ink-2">{t("noDomains")}</p>
      ) : (
        <KeyValues
          items={set.map((domain) => ({
            key: domain.kind,
            label: t.has(`domain.${domain.kind}`) ? t(`domain.${domain.kind}`) : domain.kind,
            value: (
              <ul>
                {domain.values.map((value) => (
                  <li key={value} className="break-all mono leading-5">
                    {value}
                  </li>
                ))}
              </ul>
            ),
          }))}
        />
      )}
    </Section>
  );
}

function Categories({ account }: { account: Account }) {
  const t = useTranslations("accounts.details");
  return (
    <Section title={t("categories")} note={account.categories.length || null}>
      {account.categories.length === 0 ? (
        <p className="text-ink-2">{t("noCategories")}</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {account.categories.map((category) => (
            <li key={`${category.first}/${category.second}`}>
              <span className="text-ink-2">{category.first}</span> {category.second}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

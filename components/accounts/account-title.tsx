"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Activity, Ellipsis, ReceiptText, RotateCw, Send, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { DetailTitle } from "#components/shell/page.tsx";
import { AccountLogo } from "#components/ui/account-logo.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuLine } from "#components/ui/menu.tsx";
import { useProblem } from "#components/ui/problem.ts";
import { State } from "#components/ui/state-glyph.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Account } from "#lib/accounts/contract.ts";

interface AccountTitleProps {
  account: Account;
  /** Null where the viewer may not invite. */
  inviteHref: string | null;
  missing: number;
}

/** Who the account is, and what can be done with it. */
export function AccountTitle({ account, inviteHref, missing }: AccountTitleProps) {
  const t = useTranslations("accounts");
  const mayDeploy = useMay("deployments.create");
  const revoked = account.state === "revoked";
  const deploys = mayDeploy && !revoked && account.kind === "mini_program";
  return (
    <DetailTitle
      logo={<AccountLogo name={account.name} seed={account.appId} src={account.logoUrl} size={40} />}
      title={account.name}
      state={
        <>
          <State kind={revoked ? "cancelled" : "authorized"}>{t(`grantState.${account.state}`)}</State>
          <span className="text-ink-2">{t(`kind.${account.kind}`)}</span>
        </>
      }
      facts={[
        account.principal,
        <Copyable key="appId" text={account.appId} />,
        account.merchantReference ? t("page.reference", { reference: account.merchantReference }) : null,
      ]}
      actions={
        <>
          <AccountMenu account={account} />
          {inviteHref && (missing > 0 || revoked) ? (
            <ButtonLink href={inviteHref} look={revoked ? "primary" : "secondary"} icon={<Send aria-hidden="true" />}>
              {revoked ? t("page.inviteAgain") : t("page.askMerchant")}
            </ButtonLink>
          ) : null}
          {deploys ? (
            <ButtonLink
              look="primary"
              href={`/deployments/new?accounts=${account.appId}`}
              icon={<Upload aria-hidden="true" />}
            >
              {t("page.deploy")}
            </ButtonLink>
          ) : null}
        </>
      }
    />
  );
}

function AccountMenu({ account }: { account: Account }) {
  const t = useTranslations("accounts.page");
  const problemOf = useProblem();
  const cache = useQueryClient();
  const mayRefresh = useMay("accounts.refresh");
  const input = { appId: account.appId };
  const refresh = useMutation(
    api.accounts.refresh.mutationOptions({
      onSuccess: async (fresh) => {
        cache.setQueryData(api.accounts.get.queryKey({ input }), fresh);
        toast.done(t("refreshed"));
        await cache.invalidateQueries({ queryKey: api.accounts.key() });
      },
      onError: (error) => {
        const problem = problemOf(error);
        const codes = [problem.errcode, problem.rid].filter(Boolean).join(" ");
        toast.failed(problem.message, [problem.next, codes].filter(Boolean).join(" ") || undefined);
      },
    }),
  );
  return (
    <Menu trigger={<IconButton label={t("more")} icon={<Ellipsis />} loading={refresh.isPending} />}>
      {mayRefresh && account.state === "authorized" ? (
        <>
          <MenuItem icon={<RotateCw aria-hidden="true" />} onSelect={() => refresh.mutate(input)}>
            {t("refresh")}
          </MenuItem>
          <MenuLine />
        </>
      ) : null}
      <MenuItem icon={<ReceiptText aria-hidden="true" />} href={`/audit?appId=${account.appId}`}>
        {t("openAudit")}
      </MenuItem>
      <MenuItem icon={<Activity aria-hidden="true" />} href={`/events?appId=${account.appId}`}>
        {t("openEvents")}
      </MenuItem>
    </Menu>
  );
}

"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import {
  Contrast,
  CornerDownLeft,
  KeyRound,
  Languages,
  LogOut,
  Plus,
  ReceiptText,
  Search,
  Send,
  SlidersHorizontal,
  Upload,
  UserPlus,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useEffect, useState } from "react";
import { signOut } from "#components/staff/sign-in.ts";
import { AccountLogo } from "#components/ui/account-logo.tsx";
import type { Permission } from "#lib/core/contract.ts";
import { api } from "./api.ts";
import { useLanguage } from "./language-switch.tsx";
import { useMe } from "./me.tsx";
import { innerPages, menuEntries } from "./menu-entries.ts";
import { useShell } from "./shell-context.tsx";

/** ⌘K: every page, every action of the shell, and any account by name, principal, AppID or reference. */
export function Palette() {
  const t = useTranslations("shell.palette");
  const { paletteOpen, setPaletteOpen } = useShell();
  return (
    <Radix.Root open={paletteOpen} onOpenChange={setPaletteOpen}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 bg-overlay" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[calc(100%-2rem)] max-w-150 -translate-x-1/2 overflow-hidden rounded-xl border border-edge bg-surface shadow-[0_12px_40px_-12px_rgb(0_0_0/0.3)] outline-none"
        >
          <Radix.Title className="sr-only">{t("title")}</Radix.Title>
          <PaletteBody close={() => setPaletteOpen(false)} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function PaletteBody({ close }: { close: () => void }) {
  const t = useTranslations("shell");
  const router = useRouter();
  const me = useMe();
  const { resolvedTheme, setTheme } = useTheme();
  const { turn } = useLanguage();
  const [text, setText] = useState("");
  const accounts = useAccountSearch(text);
  const may = (permission: Permission) => me?.permissions.includes(permission) ?? false;
  const go = (href: string) => {
    close();
    router.push(href);
  };
  const run = (action: () => void) => {
    close();
    action();
  };
  const query = text.trim();
  return (
    <Command loop label={t("palette.title")}>
      <div className="flex h-12 items-center gap-2.5 border-line border-b px-4">
        <Search className="size-4 shrink-0 text-ink-2" aria-hidden="true" />
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder={t("search")}
          className="h-full min-w-0 flex-1 bg-transparent text-prose outline-none"
        />
      </div>
      <Command.List className="max-h-[min(420px,60vh)] overflow-y-auto p-1 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-meta">
        {accounts.rows.length === 0 ? (
          <Command.Empty className="px-3 py-6 text-ink-2">
            {accounts.pending ? t("palette.searching") : t("palette.nothing")}
          </Command.Empty>
        ) : null}
        {accounts.rows.length > 0 ? (
          <Command.Group heading={t("menu.accounts")} forceMount>
            {accounts.rows.map((account) => (
              <Item
                key={account.appId}
                value={`account ${account.appId}`}
                onSelect={() => go(`/accounts/${account.appId}`)}
                always
                icon={<AccountLogo name={account.name} seed={account.appId} src={account.logoUrl} />}
                aside={<span className="mono">{account.appId}</span>}
              >
                {account.name}
                <span className="ml-2 text-ink-2">{account.principal}</span>
              </Item>
            ))}
          </Command.Group>
        ) : null}
        <Command.Group heading={t("palette.pages")}>
          {menuEntries.map((entry) => (
            <Item
              key={entry.key}
              value={`${t(`menu.${entry.key}`)} ${entry.key}`}
              onSelect={() => go(entry.href)}
              icon={<entry.icon strokeWidth={1.75} aria-hidden="true" />}
              aside={`g ${entry.letter}`}
            >
              {t(`menu.${entry.key}`)}
            </Item>
          ))}
          {innerPages.map((entry) => (
            <Item
              key={entry.key}
              value={`${t(`menu.${entry.key}`)} ${entry.key}`}
              onSelect={() => go(entry.href)}
              icon={<SlidersHorizontal strokeWidth={1.75} aria-hidden="true" />}
            >
              {t(`menu.${entry.key}`)}
            </Item>
          ))}
        </Command.Group>
        <Command.Group heading={t("palette.actions")}>
          {may("invitations.create") ? (
            <Item
              value={`${t("palette.newInvitation")} new invitation`}
              onSelect={() => go("/invitations/new")}
              icon={<Send aria-hidden="true" />}
            >
              {t("palette.newInvitation")}
            </Item>
          ) : null}
          {may("deployments.create") ? (
            <Item
              value={`${t("palette.newDeployment")} new deployment`}
              onSelect={() => go("/deployments/new")}
              icon={<Upload aria-hidden="true" />}
            >
              {t("palette.newDeployment")}
            </Item>
          ) : null}
          {may("staff.manage") ? (
            <Item
              value={`${t("palette.inviteColleague")} invite colleague staff`}
              onSelect={() => go("/settings/staff?dialog=invite")}
              icon={<UserPlus aria-hidden="true" />}
            >
              {t("palette.inviteColleague")}
            </Item>
          ) : null}
          {may("platforms.manage") ? (
            <Item
              value={`${t("connectPlatform")} connect platform`}
              onSelect={() => go("/settings/platforms/connect")}
              icon={<Plus aria-hidden="true" />}
            >
              {t("connectPlatform")}
            </Item>
          ) : null}
          <Item
            value={`${t("palette.changePassword")} change password`}
            onSelect={() => go("/settings/sessions?dialog=password")}
            icon={<KeyRound aria-hidden="true" />}
          >
            {t("palette.changePassword")}
          </Item>
          <Item
            value={`${t("theme.label")} theme dark light`}
            onSelect={() => run(() => setTheme(resolvedTheme === "dark" ? "light" : "dark"))}
            icon={<Contrast aria-hidden="true" />}
          >
            {resolvedTheme === "dark" ? t("palette.toLight") : t("palette.toDark")}
          </Item>
          <Item
            value={`${t("language")} language english 中文`}
            onSelect={() => run(turn)}
            icon={<Languages aria-hidden="true" />}
          >
            {t("otherLanguage")}
          </Item>
          <Item
            value={`${t("signOut")} sign out`}
            onSelect={() => run(() => void signOut())}
            icon={<LogOut aria-hidden="true" />}
          >
            {t("signOut")}
          </Item>
        </Command.Group>
        {query ? (
          <Command.Group heading={t("menu.audit")} forceMount>
            <Item
              value={`audit ${query}`}
              always
              onSelect={() => go(`/audit?q=${encodeURIComponent(query)}`)}
              icon={<ReceiptText aria-hidden="true" />}
            >
              {t("palette.searchAudit", { query })}
            </Item>
          </Command.Group>
        ) : null}
      </Command.List>
    </Command>
  );
}

interface ItemProps {
  value: string;
  onSelect: () => void;
  icon: ReactNode;
  aside?: ReactNode;
  /** Shown whatever is typed: the server has matched it already. */
  always?: boolean;
  children: ReactNode;
}

function Item({ value, onSelect, icon, aside, always, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      forceMount={always}
      className="group flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-3 py-1 data-[selected=true]:bg-sel-hi max-desk:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-2"
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {aside ? <span className="shrink-0 text-ink-2 text-meta max-sm:hidden">{aside}</span> : null}
      <CornerDownLeft className="hidden group-data-[selected=true]:block max-sm:hidden!" aria-hidden="true" />
    </Command.Item>
  );
}

/** Accounts that match, 120 ms after the last key. */
function useAccountSearch(text: string) {
  const [query, setQuery] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setQuery(text.trim()), 120);
    return () => clearTimeout(timer);
  }, [text]);
  const answer = useQuery(
    api.accounts.list.queryOptions({
      input: { search: query, limit: 6 },
      enabled: query.length > 0,
      placeholderData: keepPreviousData,
      staleTime: 30_000,
    }),
  );
  const shown = text.trim().length > 0;
  return {
    rows: shown ? (answer.data?.items ?? []) : [],
    pending: shown && (answer.isFetching || query !== text.trim()),
  };
}

"use client";

import { Keyboard, LogOut, MonitorSmartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { signOut } from "#components/staff/sign-in.ts";
import { Menu, MenuItem, MenuLabel, MenuLine } from "#components/ui/menu.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useMe } from "./me.tsx";
import { useShell } from "./shell-context.tsx";

/** Foot of the rail: who is signed in, and the way out. */
export function UserMenu() {
  const t = useTranslations("shell");
  const me = useMe();
  const { setKeysOpen } = useShell();
  return (
    <div className="shrink-0 border-line border-t p-1.5">
      {me ? (
        <Menu
          align="start"
          side="top"
          trigger={
            <button
              type="button"
              className="flex h-11 w-full items-center gap-2.5 rounded-md px-1.5 text-left transition-colors -outline-offset-2 hover:bg-sunk aria-expanded:bg-sunk"
            >
              <span
                className="flex size-6 shrink-0 items-center justify-center rounded-full bg-line font-medium text-meta"
                aria-hidden="true"
              >
                {[...me.name][0]?.toUpperCase()}
              </span>
              <span className="min-w-0 flex-1 truncate">{me.name}</span>
              <span className="shrink-0 text-ink-2 text-meta">{t(`role.${me.role}`)}</span>
            </button>
          }
        >
          <MenuLabel>{me.email}</MenuLabel>
          <MenuItem icon={<MonitorSmartphone aria-hidden="true" />} href="/settings/sessions">
            {t("menu.sessions")}
          </MenuItem>
          <MenuItem icon={<Keyboard aria-hidden="true" />} aside="?" onSelect={() => setKeysOpen(true)}>
            {t("keys.title")}
          </MenuItem>
          <MenuLine />
          <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={() => void signOut()}>
            {t("signOut")}
          </MenuItem>
        </Menu>
      ) : (
        <div className="flex h-11 items-center gap-2.5 px-1.5">
          <Skeleton className="size-6 rounded-full" />
          <Skeleton className="w-20" />
        </div>
      )}
    </div>
  );
}

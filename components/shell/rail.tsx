"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import { Mark } from "#components/ui/mark.tsx";
import { isCurrent, type MenuKey, menuGroups } from "./menu-entries.ts";
import { UserMenu } from "./user-menu.tsx";

/** Counts beside the menu's entries; `alert` makes one red. */
export type RailCounts = Partial<Record<MenuKey, { count: number; alert?: boolean }>>;

/** The menu: 216 px at the left, or inside the drawer on a phone. */
export function Rail({ counts, onNavigate }: { counts: RailCounts; onNavigate?: () => void }) {
  const t = useTranslations("shell");
  const format = useFormatter();
  const pathname = usePathname();
  return (
    <nav aria-label={t("menuLabel")} className="flex h-full flex-col bg-paper">
      <Link href="/" onClick={onNavigate} className="flex h-14 shrink-0 items-center gap-2.5 px-5 -outline-offset-2">
        <Mark />
        <span className="font-semibold text-panel tight">Hufu</span>
        <span className="hidden text-ink-2 text-prose [html:lang(zh)_&]:inline" lang="zh-CN">
          虎符
        </span>
      </Link>
      <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-3 pb-3">
        {menuGroups.map((group) => (
          <ul key={group[0]?.key} className="flex flex-col gap-0.5">
            {group.map((entry) => {
              const current = isCurrent(entry, pathname);
              const badge = counts[entry.key];
              return (
                <li key={entry.key}>
                  <Link
                    href={entry.href}
                    onClick={onNavigate}
                    aria-current={current ? "page" : undefined}
                    className={cn(
                      "flex h-8 items-center gap-2.5 rounded-md px-2 transition-colors -outline-offset-2 max-desk:h-11",
                      current ? "bg-sel-hi font-medium text-ink" : "text-ink-2 hover:bg-sunk hover:text-ink",
                    )}
                  >
                    <entry.icon
                      className={cn("size-4", current && "text-bronze")}
                      strokeWidth={1.75}
                      aria-hidden="true"
                    />
                    <span className="flex-1">{t(`menu.${entry.key}`)}</span>
                    {badge && badge.count > 0 ? (
                      <span
                        className={cn("figures text-meta", badge.alert ? "font-semibold text-cinnabar" : "text-ink-2")}
                      >
                        {format.number(badge.count)}
                      </span>
                    ) : null}
                  </Link>
                </li>
              );
            })}
          </ul>
        ))}
      </div>
      <UserMenu />
    </nav>
  );
}

"use client";

import { Menu as MenuIcon, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Breadcrumbs, type Crumb } from "#components/ui/breadcrumbs.tsx";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { PlatformMenu } from "./platform-menu.tsx";
import { useShell } from "./shell-context.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

export interface PageProps {
  /** The page's name: in the top bar as its h1, and in the browser's tab. */
  title: string;
  /** Instead of the h1, the way down to a detail page; the page then brings its own h1 (`DetailTitle`). */
  crumbs?: readonly Crumb[];
  className?: string;
  children: ReactNode;
}

/**
 * One page of the console: top bar, then a column that scrolls. Rows such as tabs, `FilterBar`, `DataTable`,
 * `Pager` go straight in; other content inside `PageBody`.
 */
export function Page({ title, crumbs, className, children }: PageProps) {
  return (
    <>
      <title>{`${title} · Hufu`}</title>
      <TopBar>
        {crumbs ? <Breadcrumbs items={crumbs} /> : <h1 className="truncate text-title tight">{title}</h1>}
      </TopBar>
      <main
        id="main"
        tabIndex={-1}
        className={cn("relative flex min-h-0 flex-1 flex-col overflow-y-auto outline-none", className)}
      >
        {children}
      </main>
    </>
  );
}

/** A page that is on its way: the frame stands, its title comes. */
export function PageOnItsWay() {
  const t = useTranslations("common");
  return (
    <>
      <TopBar>
        <Skeleton className="h-4 w-32" />
      </TopBar>
      <main id="main" tabIndex={-1} aria-busy="true" className="flex-1 outline-none">
        <span className="sr-only">{t("loading")}</span>
      </main>
    </>
  );
}

function TopBar({ children }: { children: ReactNode }) {
  const t = useTranslations("shell");
  const { setPaletteOpen, setDrawerOpen } = useShell();
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-line border-b px-6 max-desk:px-2">
      <IconButton
        label={t("openMenu")}
        icon={<MenuIcon />}
        onClick={() => setDrawerOpen(true)}
        className="desk:hidden"
      />
      <div className="min-w-0 flex-1">{children}</div>
      <button
        type="button"
        onClick={() => setPaletteOpen(true)}
        aria-keyshortcuts="Meta+K Control+K"
        className="flex h-8 w-66 items-center gap-2 rounded-md border border-edge bg-surface px-2 text-ink-2 transition-colors hover:border-edge-hi max-desk:hidden"
      >
        <Search className="size-4 shrink-0" aria-hidden="true" />
        <span className="min-w-0 flex-1 truncate text-left">{t("search")}</span>
        <Kbd>⌘K</Kbd>
      </button>
      <IconButton label={t("search")} icon={<Search />} onClick={() => setPaletteOpen(true)} className="desk:hidden" />
      <PlatformMenu />
      <LanguageSwitch />
      <ThemeSwitch />
    </header>
  );
}

/** Content with the page's margins. `aside` is a paper column at the right (376 px), below it on a phone. */
export function PageBody({
  children,
  aside,
  className,
}: {
  children: ReactNode;
  aside?: ReactNode;
  className?: string;
}) {
  if (!aside) return <div className={cn("px-6 py-5 max-desk:px-4", className)}>{children}</div>;
  return (
    <div className="flex flex-[1_0_auto] max-desk:flex-col">
      <div className={cn("min-w-0 flex-1 px-6 py-5 max-desk:px-4", className)}>{children}</div>
      <aside className="w-94 shrink-0 border-line border-l bg-paper px-6 py-5 max-desk:w-full max-desk:border-t max-desk:border-l-0 max-desk:px-4">
        {aside}
      </aside>
    </div>
  );
}

export interface DetailTitleProps {
  /** 40-px `AccountLogo`, or nothing. */
  logo?: ReactNode;
  title: ReactNode;
  /** `State` beside the title. */
  state?: ReactNode;
  /** Second line: grey facts, in order. */
  facts?: readonly ReactNode[];
  /** Buttons, the primary last. */
  actions?: ReactNode;
}

/** 80-px title line of a detail page. */
export function DetailTitle({ logo, title, state, facts = [], actions }: DetailTitleProps) {
  const shown = facts.filter((fact) => fact !== null && fact !== undefined && fact !== false && fact !== "");
  return (
    <div className="flex min-h-20 shrink-0 flex-wrap items-center justify-between gap-x-6 gap-y-3 px-6 py-4 max-desk:px-4">
      <div className="flex min-w-0 items-center gap-4">
        {logo}
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3">
            <h1 className="min-w-0 text-title tight">{title}</h1>
            {state}
          </div>
          {shown.length > 0 ? (
            <div className="figures flex flex-wrap items-center gap-x-4 text-ink-2">
              {shown.map((fact, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: facts have no identity but their place
                <span key={index} className="min-w-0">
                  {fact}
                </span>
              ))}
            </div>
          ) : null}
        </div>
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { SidePanel } from "#components/ui/side-panel.tsx";
import type { Me } from "#lib/staff/contract.ts";
import { api } from "./api.ts";
import { DemoBar } from "./demo-bar.tsx";
import { ShellKeys } from "./keyboard.tsx";
import { MeProvider, useMe } from "./me.tsx";
import { Rail, type RailCounts } from "./rail.tsx";
import { ShellProvider, useShell } from "./shell-context.tsx";

// Fetched once the page stands idle, so that ⌘K opens at once and the first load does not carry it.
const loadPalette = () => import("./palette.tsx").then((module) => module.Palette);
const Palette = dynamic(loadPalette, { ssr: false });

export interface ConsoleShellProps {
  /** Who is signed in, as read with the page; without it the browser asks. */
  me?: Me | undefined;
  children: ReactNode;
}

/** Frame of all signed-in pages; each page brings its own top bar (`Page`). */
export function ConsoleShell({ me, children }: ConsoleShellProps) {
  return (
    <MeProvider initial={me}>
      <ShellProvider>
        <Frame>{children}</Frame>
      </ShellProvider>
    </MeProvider>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations("shell");
  const { drawerOpen, setDrawerOpen, paletteOpen } = useShell();
  const me = useMe();
  const counts = useRailCounts();
  const idle = useIdle();
  return (
    <div className="flex h-dvh flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-surface focus:px-3 focus:py-1.5"
      >
        {t("skip")}
      </a>
      {me?.demo ? <DemoBar /> : null}
      <div className="flex min-h-0 flex-1">
        <div className="w-54 shrink-0 border-line border-r max-desk:hidden">
          <Rail counts={counts} />
        </div>
        <div className="flex min-w-0 flex-1 flex-col">{children}</div>
      </div>
      <SidePanel open={drawerOpen} onOpenChange={setDrawerOpen} title={t("menuLabel")} side="start" bare>
        <Rail counts={counts} onNavigate={() => setDrawerOpen(false)} />
      </SidePanel>
      <ShellKeys />
      {idle || paletteOpen ? <Palette /> : null}
    </div>
  );
}

function useRailCounts(): RailCounts {
  const counts = useQuery(api.overview.counts.queryOptions({ refetchInterval: 30_000 })).data;
  if (!counts) return {};
  return {
    invitations: { count: counts.invitations },
    deployments: { count: counts.deployments },
    events: { count: counts.failedEvents, alert: true },
  };
}

/** False until the browser has nothing better to do. */
function useIdle(): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    if (typeof window.requestIdleCallback !== "function") {
      const timer = setTimeout(() => setIdle(true), 500);
      return () => clearTimeout(timer);
    }
    const handle = window.requestIdleCallback(() => setIdle(true), { timeout: 3_000 });
    return () => window.cancelIdleCallback(handle);
  }, []);
  return idle;
}

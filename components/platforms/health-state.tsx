"use client";

import { useTranslations } from "next-intl";
import { healthOf } from "#components/overview/health.ts";
import { useNowMs } from "#components/ui/now.tsx";
import { State, type StateKind } from "#components/ui/state-glyph.tsx";
import type { Platform } from "#lib/platforms/contract.ts";

const glyphs: Record<ReturnType<typeof healthOf>, StateKind> = { ok: "ok", waiting: "working", attention: "warning" };

/** How a platform is, in a sign and a word. */
export function HealthState({ platform, reversed = false }: { platform: Platform; reversed?: boolean }) {
  const t = useTranslations("platforms.health");
  const health = healthOf(platform, useNowMs());
  return (
    <State kind={glyphs[health]} reversed={reversed}>
      {t(health)}
    </State>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { healthOf } from "#components/overview/health.ts";
import { Copyable } from "#components/ui/copyable.tsx";
import { KeyValues } from "#components/ui/key-values.tsx";
import { useNowMs } from "#components/ui/now.tsx";
import { State, type StateKind } from "#components/ui/state-glyph.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import { PlatformActions } from "./platform-actions.tsx";
import { PlatformAddresses } from "./platform-addresses.tsx";
import { PlatformNotices } from "./platform-notices.tsx";
import { usePlatformFacts } from "./use-platform-facts.tsx";

const glyphs: Record<ReturnType<typeof healthOf>, StateKind> = { ok: "ok", waiting: "working", attention: "warning" };

interface PlatformSectionProps {
  platform: Platform;
  /** Asks for its secrets again. */
  onReplace: () => void;
}

/** One platform: its health at the left, what WeChat's console must hold at the right. */
export function PlatformSection({ platform, onReplace }: PlatformSectionProps) {
  const t = useTranslations("settings.platforms");
  const health = healthOf(platform, useNowMs());
  const facts = usePlatformFacts(platform);
  return (
    <section aria-label={platform.name} className="border-line border-b px-6 py-5 last:border-b-0 max-desk:px-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-4 gap-y-1">
          <h2 className="text-panel">{platform.name}</h2>
          <Copyable text={platform.componentAppId} marked />
          {platform.demo ? <span className="text-ink-2">{t("demo")}</span> : null}
          <State kind={glyphs[health]}>{t(`health.${health}`)}</State>
        </div>
        <PlatformActions platform={platform} onReplace={onReplace} />
      </div>
      <PlatformNotices platform={platform} />
      <div className="mt-4 grid gap-x-12 gap-y-6 desk:grid-cols-2">
        <div>
          <h3 className="text-section">{t("healthTitle")}</h3>
          <KeyValues lined items={facts} className="mt-1" />
        </div>
        <PlatformAddresses platform={platform} />
      </div>
    </section>
  );
}

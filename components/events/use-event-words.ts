"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useDuration } from "#components/ui/relative-time.tsx";
import type { CallbackEvent } from "#lib/callbacks/contract.ts";
import { eventKinds, isRetried } from "./words.ts";

/** An event in words: what it is, where it stands, how long its handling took. */
export function useEventWords() {
  const t = useTranslations("events");
  const format = useFormatter();
  const duration = useDuration();
  return {
    /** Kinds without words keep WeChat's own name. */
    kind: (kind: string) => (eventKinds.some((known) => known === kind) ? t(`kinds.${kind.replace(".", "_")}`) : kind),
    state: (event: CallbackEvent) => (isRetried(event) ? t("retrying") : t(`states.${event.state}`)),
    /** Null while it waits. */
    took: (event: CallbackEvent) => {
      if (event.handledAt === null) return null;
      const ms = Math.max(0, event.handledAt - event.receivedAt);
      if (ms >= 10_000) return t("took", { duration: duration(ms) });
      return t("tookSeconds", { seconds: format.number(ms / 1_000, { maximumFractionDigits: ms < 1_000 ? 2 : 1 }) });
    },
  };
}

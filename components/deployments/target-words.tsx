"use client";

import { useTranslations } from "next-intl";
import { useWords } from "#components/accounts/use-words.ts";
import { useNowMs } from "#components/ui/now.tsx";
import { RelativeTime, useDuration } from "#components/ui/relative-time.tsx";
import { State } from "#components/ui/state-glyph.tsx";
import type { Deployment, Target } from "#lib/deployments/contract.ts";
import { plainText } from "./plain-text.ts";
import { isSettled, targetGlyphs } from "./words.ts";

/** Where the target stands, in a word. */
export function TargetWord({ target, reversed = false }: { target: Target; reversed?: boolean }) {
  const t = useTranslations("deployments.targetState");
  return (
    <State kind={targetGlyphs[target.state]} reversed={reversed}>
      {t(target.state)}
    </State>
  );
}

/** How long it has been there; for what has come to rest, when it did. */
export function TargetSince({ target }: { target: Target }) {
  const now = useNowMs();
  const duration = useDuration();
  if (isSettled(target.state)) return <RelativeTime at={target.since} />;
  return (
    <span className="figures" suppressHydrationWarning>
      {duration(now - target.since)}
    </span>
  );
}

/** Whether what the target's problem says is why it stands still. */
export function isStopped(target: Target): boolean {
  return target.state === "failed" || target.state === "rejected";
}

/** One line: why it failed, what it waits for, or what became of it. */
export function useTargetLine(): (target: Target, deployment: Pick<Deployment, "version">) => string {
  const t = useTranslations("deployments");
  const words = useWords();
  return (target, { version }) => {
    const { state, problem, waitsFor, previousLiveVersion } = target;
    if (problem && isStopped(target)) {
      const reason = plainText(problem.reason ?? "");
      // Of a rejection WeChat's own words say more than ours; of a failure they only add to them.
      if (state === "rejected") return reason || words(problem.cause) || t("line.noReason");
      return reason ? t("line.causeWith", { cause: words(problem.cause), reason }) : words(problem.cause);
    }
    if (waitsFor) return t(`waits.${waitsFor}`);
    if (problem) return words(problem.cause);
    if (state === "released" && previousLiveVersion) return t("line.releasedBefore", { version, previousLiveVersion });
    return t(`line.${state}`, { version });
  };
}

/** errcode and rid of a target's problem, as one text to copy; empty when it was not WeChat. */
export function codesOf(target: Target): string {
  const { errcode, rid } = target.problem ?? {};
  return [errcode, rid].filter((code) => code !== null && code !== undefined && code !== "").join(" ");
}

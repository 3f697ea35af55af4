"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { Copyable } from "#components/ui/copyable.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { State } from "#components/ui/state-glyph.tsx";
import type { QuotaLine } from "#lib/quota/contract.ts";

const tight = 0.1;

/** One line a call: used of the day's limit as bar and words, what is left, the rate limit. */
export function QuotaLines({ lines }: { lines: readonly QuotaLine[] }) {
  const t = useTranslations("platforms.quota");
  if (lines.length === 0) return null;
  return (
    <ul aria-label={t("title")} className="mt-4 border-line border-t">
      {[...lines]
        .sort((a, b) => urgency(b) - urgency(a))
        .map((line) => (
          <li
            key={line.path}
            className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)_7.5rem_8.5rem] items-center gap-x-6 gap-y-1.5 border-line-2 border-b py-2.5 max-desk:grid-cols-2"
          >
            <div className="min-w-0 max-desk:col-span-2">
              <p>{t(`calls.${line.name}`)}</p>
              <p className="break-all text-ink-2 mono leading-4">{line.path}</p>
            </div>
            {line.dailyLimit === null ? <Refused line={line} /> : <Figures line={line} dailyLimit={line.dailyLimit} />}
          </li>
        ))}
    </ul>
  );
}

/** What WeChat did not tell first, then by the share used. */
function urgency({ errcode, used, dailyLimit }: QuotaLine): number {
  if (errcode !== null) return 2;
  return used !== null && dailyLimit ? used / dailyLimit : 0;
}

function Figures({ line, dailyLimit }: { line: QuotaLine; dailyLimit: number }) {
  const t = useTranslations("platforms.quota");
  const format = useFormatter();
  const [used, remain] = [line.used ?? 0, line.remain ?? 0];
  const words = { used: format.number(used), limit: format.number(dailyLimit) };
  const isGone = remain === 0;
  const isTight = remain < dailyLimit * tight;
  return (
    <>
      <div className="min-w-0 max-desk:col-span-2">
        <p className="figures mb-1">{t("of", words)}</p>
        <Progress
          label={t("bar", { name: t(`calls.${line.name}`), ...words })}
          value={used}
          max={Math.max(1, dailyLimit)}
          tone={isGone ? "cinnabar" : isTight ? "amber" : "slate"}
        />
      </div>
      <p className="figures text-right max-desk:text-left">
        {isTight ? (
          <State kind={isGone ? "failed" : "warning"}>{t("left", { remain: format.number(remain) })}</State>
        ) : (
          t("left", { remain: format.number(remain) })
        )}
      </p>
      <p className="figures text-right text-ink-2">
        {line.rateLimit === null
          ? t("rateNone")
          : t("rate", { calls: format.number(line.rateLimit.calls), seconds: line.rateLimit.perS })}
      </p>
    </>
  );
}

/** WeChat did not tell this line: why, with its codes. */
function Refused({ line: { meaning, errcode, rid } }: { line: QuotaLine }) {
  const locale = useLocale();
  const codes = [errcode, rid].filter((code) => code !== null).join(" ");
  return (
    <div className="col-span-3 min-w-0 max-desk:col-span-2">
      <State kind="failed">{locale.startsWith("zh") ? meaning?.zh : meaning?.en}</State>
      {codes ? (
        <span className="ml-3">
          <Copyable text={codes} />
        </span>
      ) : null}
    </div>
  );
}

"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import { Copyable } from "#components/ui/copyable.tsx";
import { useMoment } from "#components/ui/relative-time.tsx";
import type { AuditEntry } from "#lib/audit/contract.ts";
import { useAuditWords } from "./use-audit-words.ts";

export interface AuditRowProps {
  entry: AuditEntry;
  open: boolean;
  onToggle: () => void;
}

const cell = "border-line-2 border-b px-2 py-2 align-top last:pr-6 max-desk:border-0 max-desk:p-0";

/** One line of the ledger; opens to before → after. */
export function AuditRow({ entry, open, onToggle }: AuditRowProps) {
  const t = useTranslations("audit");
  const format = useFormatter();
  const moment = useMoment();
  const words = useAuditWords();
  const time = format.dateTime(entry.at, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  const Arrow = open ? ChevronDown : ChevronRight;
  const bad = entry.outcome !== "done";
  return (
    <>
      <tr
        data-row={entry.sequence}
        className={cn(
          "group/row transition-colors max-desk:flex max-desk:flex-wrap max-desk:items-baseline max-desk:gap-x-2 max-desk:border-line-2 max-desk:border-b max-desk:px-4 max-desk:py-2",
          open ? "bg-sel" : "hover:bg-hover",
        )}
      >
        <td className={cn(cell, "figures w-28 pl-6 text-right text-ink-2")}>
          <time dateTime={new Date(entry.at).toISOString()} title={moment.exact(entry.at)} suppressHydrationWarning>
            {time}
          </time>
        </td>
        <td
          className={cn(
            cell,
            "w-32 border-l-3 border-l-fill-bronze/70 border-double pl-4 font-medium max-desk:border-0",
          )}
        >
          <span className={entry.actor.kind === "staff" ? undefined : "font-normal text-ink-2"}>
            {words.person(entry)}
          </span>
        </td>
        <td className={cn(cell, "w-44", bad && "text-cinnabar")}>
          {bad ? t(`outcome.${entry.outcome}`, { verb: words.verb(entry.action) }) : words.verb(entry.action)}
        </td>
        <td className={cn(cell, "max-w-64 truncate")}>
          {entry.appId ? (
            <Link href={`/accounts/${entry.appId}`} className="hover:text-bronze hover:underline">
              {words.object(entry)}
            </Link>
          ) : (
            words.object(entry)
          )}
        </td>
        <td className={cn(cell, "max-w-80 truncate text-ink-2 max-desk:w-full max-desk:max-w-full")}>
          {words.detail(entry)}
        </td>
        <td className={cn(cell, "mono w-36 whitespace-nowrap text-ink-2 max-desk:hidden")}>
          {entry.ipAddress ?? (entry.actor.kind === "wechat" ? t("actors.wechat") : "–")}
        </td>
        <td className={cn(cell, "w-28 whitespace-nowrap text-right")}>
          <button
            type="button"
            onClick={onToggle}
            aria-expanded={open}
            aria-label={t("openEntry", { sequence: entry.sequence })}
            className="figures inline-flex items-center gap-2 rounded-xs text-ink-2 hover:text-ink"
          >
            {format.number(entry.sequence)}
            <Arrow className="size-4" aria-hidden="true" />
          </button>
        </td>
      </tr>
      {open ? (
        <tr className="bg-sel">
          <td className="border-line-2 border-b max-desk:hidden" />
          <td
            colSpan={6}
            className="border-line-2 border-b border-l-3 border-l-fill-bronze/70 border-double px-4 pt-1 pb-5 max-desk:block max-desk:border-l-0"
          >
            <AuditChange entry={entry} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function AuditChange({ entry }: { entry: AuditEntry }) {
  const t = useTranslations("audit");
  const words = useAuditWords();
  const keys = [...new Set([...Object.keys(entry.before ?? {}), ...Object.keys(entry.after ?? {})])];
  const facts: [string, string | null][] = [
    [t("facts.action"), entry.action],
    [t("facts.account"), entry.appId],
    [t("facts.platform"), entry.componentAppId],
    [t("facts.request"), entry.requestId],
    [t("facts.hash"), `${entry.previousHash.slice(0, 8)}… → ${entry.hash.slice(0, 8)}…`],
  ];
  return (
    <div className="flex gap-x-12 gap-y-4 max-desk:flex-col">
      <div className="min-w-0 flex-1">
        {keys.length > 0 ? (
          <table className="w-full">
            <thead>
              <tr className="text-left text-ink-2 text-meta">
                <th scope="col" className="w-36 py-1 font-normal">
                  <span className="sr-only">{t("field")}</span>
                </th>
                <th scope="col" className="py-1 font-normal">
                  {t("before")}
                </th>
                <th scope="col" className="py-1 font-normal">
                  {t("after")}
                </th>
              </tr>
            </thead>
            <tbody>
              {keys.map((key) => (
                <tr key={key}>
                  <th scope="row" className="border-line border-t py-1 pr-3 text-left align-top font-normal text-ink-2">
                    {words.field(key)}
                  </th>
                  <td className="break-words border-line border-t py-1 pr-3 align-top text-ink-2">
                    {words.value(key, entry.before?.[key])}
                  </td>
                  <td className="break-words border-line border-t py-1 align-top">
                    {words.value(key, entry.after?.[key])}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
        <dl className={keys.length > 0 ? "mt-3" : undefined}>
          {Object.entries(entry.detail).map(([key, given]) => (
            <div key={key} className="flex gap-3 border-line border-t py-1">
              <dt className="w-36 shrink-0 text-ink-2">{words.field(key)}</dt>
              <dd className="min-w-0 break-words">{words.value(key, given)}</dd>
            </div>
          ))}
        </dl>
      </div>
      <dl className="w-80 shrink-0 max-desk:w-full">
        {facts.map(([label, text]) =>
          text ? (
            <div key={label} className="flex gap-3 py-1">
              <dt className="w-20 shrink-0 text-ink-2">{label}</dt>
              <dd className="min-w-0">
                <Copyable text={text} />
              </dd>
            </div>
          ) : null,
        )}
        {entry.userAgent ? (
          <div className="flex gap-3 py-1">
            <dt className="w-20 shrink-0 text-ink-2">{t("facts.browser")}</dt>
            <dd className="min-w-0 break-words text-ink-2">{entry.userAgent}</dd>
          </div>
        ) : null}
      </dl>
    </div>
  );
}

"use client";

import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import { cn } from "./cn.ts";
import { useNowMs } from "./now.tsx";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Words for a moment: relative within a day (also ahead of now), then date and time. Input ms since the epoch. */
export function useMoment() {
  const t = useTranslations("common.time");
  const format = useFormatter();
  const now = useNowMs();
  const timeZone = useTimeZone();

  const absolute = (at: number) =>
    format.dateTime(at, {
      ...(yearOf(at, timeZone) === yearOf(now, timeZone) ? {} : { year: "numeric" }),
      month: "short",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  const exact = (at: number) =>
    format.dateTime(at, {
      year: "numeric",
      month: "short",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
      timeZoneName: "short",
    });
  const relative = (at: number) => {
    const age = now - at;
    const size = Math.abs(age);
    // The clock of the page ticks every 10 s: what has just happened may lie a little ahead of it.
    if (size < minuteMs) return age > -15_000 ? t("justNow") : t("inAMoment");
    if (size < hourMs) {
      const minutes = Math.floor(size / minuteMs);
      return age > 0 ? t("minutesAgo", { minutes }) : t("inMinutes", { minutes });
    }
    if (size < dayMs) {
      const hours = Math.floor(size / hourMs);
      return age > 0 ? t("hoursAgo", { hours }) : t("inHours", { hours });
    }
    return absolute(at);
  };
  return { relative, absolute, exact };
}

export interface RelativeTimeProps {
  /** ms since the epoch; null shows `none`. */
  at: number | null | undefined;
  /** Always date and time, never "3 h ago". */
  absolute?: boolean;
  /** For no time: a dash unless given. */
  none?: string;
  className?: string;
}

/** A moment; the exact one with its zone on hover. */
export function RelativeTime({ at, absolute = false, none = "–", className }: RelativeTimeProps) {
  const moment = useMoment();
  if (at === null || at === undefined) return <span className={cn("text-ink-3", className)}>{none}</span>;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={moment.exact(at)}
      className={cn("figures whitespace-nowrap", className)}
      suppressHydrationWarning
    >
      {absolute ? moment.absolute(at) : moment.relative(at)}
    </time>
  );
}

/** Words for a length of time in ms, of its two largest units: "6 d 23 h", "1 h 26 min", "42 s". */
export function useDuration(): (ms: number) => string {
  const t = useTranslations("common.time");
  return (ms) => {
    const seconds = Math.max(0, Math.floor(ms / 1_000));
    const days = Math.floor(seconds / 86_400);
    const hours = Math.floor((seconds % 86_400) / 3_600);
    const minutes = Math.floor((seconds % 3_600) / 60);
    if (days > 0) return t("daysHours", { days, hours });
    if (hours > 0) return t("hoursMinutes", { hours, minutes });
    if (minutes > 0) return t("minutes", { minutes });
    return t("seconds", { seconds });
  };
}

function yearOf(at: number, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat("en", { year: "numeric", timeZone }).format(at);
}

/** Days and months as WeChat counts them: China Standard Time, UTC+8. */
const OFFSET_MS = 8 * 3_600_000;

const DAY_MS = 86_400_000;
let latest = { day: Number.NaN, text: "" };

/** `2026-11-22` */
export function dayOf(nowMs: number): string {
  const day = Math.floor((nowMs + OFFSET_MS) / DAY_MS);
  // Every call asks for the day, nearly always for the same one.
  if (day !== latest.day) latest = { day, text: new Date(day * DAY_MS).toISOString().slice(0, 10) };
  return latest.text;
}

/** `2026-11` */
export function monthOf(nowMs: number): string {
  return dayOf(nowMs).slice(0, 7);
}

/** Milliseconds → whole Unix seconds. */
export function seconds(nowMs: number): number {
  return Math.floor(nowMs / 1000);
}

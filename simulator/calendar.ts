/** Days and months as WeChat counts them: China Standard Time, UTC+8. */
const OFFSET_MS = 8 * 3_600_000;

/** `2026-11-22` */
export function dayOf(nowMs: number): string {
  return new Date(nowMs + OFFSET_MS).toISOString().slice(0, 10);
}

/** `2026-11` */
export function monthOf(nowMs: number): string {
  return dayOf(nowMs).slice(0, 7);
}

/** Milliseconds → whole Unix seconds. */
export function seconds(nowMs: number): number {
  return Math.floor(nowMs / 1000);
}

import type { Kit } from "#db/kit.ts";

/** One API's line of the last reading: its figures, or why WeChat did not tell them. */
export interface QuotaLine {
  name: string;
  path: string;
  dailyLimit: number | null;
  used: number | null;
  remain: number | null;
  /** Calls in so many seconds. */
  rateLimit: { calls: number; perS: number } | null;
  errcode: number | null;
  rid: string | null;
}

/** What openapi/quota/get last said of each platform's own calls; one row a platform. */
export function defineQuota(kit: Kit) {
  const quotaReadings = kit.table("quota_readings", {
    componentAppId: kit.text("component_app_id").primaryKey(),
    /** Start of the last reading: claims the right to read once a minute, over all processes. */
    askedAt: kit.time("asked_at"),
    readAt: kit.time("read_at"),
    lines: kit.json<QuotaLine[]>("lines"),
    /** The day's counters were last set to zero from here. */
    resetAt: kit.time("reset_at"),
  });
  return { quotaReadings };
}

import * as z from "zod";
import { componentAppId, procedure, timeMs } from "#lib/core/contract.ts";

const quotaLine = z.object({
  /** Name of the call in docs/wechat-api.md. */
  name: z.string(),
  path: z.string(),
  dailyLimit: z.int().nullable(),
  used: z.int().nullable(),
  remain: z.int().nullable(),
  /** So many calls in so many seconds. */
  rateLimit: z.object({ calls: z.int(), perS: z.int() }).nullable(),
  /** Why WeChat did not tell this line: its errcode and rid. */
  errcode: z.int().nullable(),
  rid: z.string().nullable(),
  meaning: z.object({ zh: z.string(), en: z.string() }).nullable(),
});
export type QuotaLine = z.infer<typeof quotaLine>;

/** The platform's own calls as WeChat last counted them; all null before the first reading. */
const quota = z.object({
  componentAppId,
  readAt: timeMs.nullable(),
  /** Not before this time is WeChat asked again. */
  nextReadAt: timeMs.nullable(),
  lines: z.array(quotaLine),
  /** The day's counters were last set to zero from here. */
  resetAt: timeMs.nullable(),
});
export type Quota = z.infer<typeof quota>;

const one = z.object({ componentAppId });

export const quotaContract = {
  get: procedure("platforms.read")
    .route({ method: "GET", path: "/platforms/{componentAppId}/quota" })
    .input(one)
    .output(quota),
  /** Asks WeChat, at most once a minute; sooner it gives what was read last. */
  read: procedure("platforms.read")
    .route({ method: "POST", path: "/platforms/{componentAppId}/quota" })
    .input(one)
    .output(quota),
  /** Sets the day's counters to zero; WeChat allows it 10 times a month. */
  reset: procedure("platforms.manage")
    .route({ method: "POST", path: "/platforms/{componentAppId}/quota/reset" })
    .input(one)
    .output(quota),
};

import * as z from "zod";
import { appId, componentAppId, pageInput, pageOf, procedure, timeMs } from "#lib/core/contract.ts";

/** What WeChat told us: kinds and times, never the message's secrets. */
export const callbackEvent = z.object({
  id: z.string(),
  componentAppId,
  appId: appId.nullable(),
  accountName: z.string().nullable(),
  kind: z.string(),
  receivedAt: timeMs,
  createdAt: timeMs.nullable(),
  state: z.enum(["received", "done", "failed", "ignored"]),
  handledAt: timeMs.nullable(),
  attempts: z.int(),
  problem: z.string().nullable(),
});
export type CallbackEvent = z.infer<typeof callbackEvent>;

export const eventsContract = {
  list: procedure("events.read")
    .route({ method: "GET", path: "/events" })
    .input(
      pageInput.extend({
        kind: z.string().max(64).optional(),
        state: z.enum(["received", "done", "failed", "ignored"]).optional(),
        appId: appId.optional(),
      }),
    )
    .output(pageOf(callbackEvent)),
};

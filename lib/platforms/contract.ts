import * as z from "zod";
import { componentAppId, procedure, timeMs } from "#lib/core/contract.ts";

export const tokenStates = ["valid", "expiring", "expired", "missing", "failing"] as const;

/** Health of a credential: when, never what. */
export const tokenHealth = z.object({
  state: z.enum(tokenStates),
  expiresAt: timeMs.nullable(),
  refreshedAt: timeMs.nullable(),
  failedAt: timeMs.nullable(),
  /** WeChat's errcode, or null when WeChat could not be reached. */
  lastErrcode: z.int().nullable(),
  lastRid: z.string().nullable(),
  lastErrorCode: z.string().nullable(),
});

export const importState = z.object({
  state: z.enum(["idle", "running", "done", "failed"]),
  done: z.int(),
  total: z.int(),
  startedAt: timeMs.nullable(),
  finishedAt: timeMs.nullable(),
  errcode: z.int().nullable(),
});

export const platform = z.object({
  componentAppId,
  name: z.string(),
  /** True for the simulated one. */
  demo: z.boolean(),
  createdAt: timeMs,
  ticketReceivedAt: timeMs.nullable(),
  ticketExpiresAt: timeMs.nullable(),
  /** Last "send the ticket again" asked of WeChat. */
  ticketAskedAt: timeMs.nullable(),
  componentToken: tokenHealth,
  lastCallbackAt: timeMs.nullable(),
  refusedCallbacks: z.int(),
  import: importState,
  /** Addresses to paste into WeChat's console. */
  eventsUrl: z.string(),
  messagesUrl: z.string(),
  launchDomain: z.string(),
  /** The address that WeChat refused with 61004, to be put on its whitelist. */
  refusedIpAddress: z.string().nullable(),
  /** Review quota of this month, as last read; null when never read. */
  reviewQuota: z.object({ rest: z.int(), limit: z.int(), readAt: timeMs }).nullable(),
});
export type Platform = z.infer<typeof platform>;
export type TokenHealth = z.infer<typeof tokenHealth>;

export const connectPlatformInput = z.object({
  componentAppId,
  name: z.string().trim().min(1).max(60),
  appSecret: z.string().regex(/^[0-9a-zA-Z]{16,64}$/),
  token: z.string().regex(/^[0-9a-zA-Z]{3,64}$/),
  encodingAesKey: z.string().regex(/^[0-9a-zA-Z]{43}$/),
});
export type ConnectPlatformInput = z.infer<typeof connectPlatformInput>;

const one = z.object({ componentAppId });

export const platformsContract = {
  list: procedure("platforms.read").route({ method: "GET", path: "/platforms" }).output(z.array(platform)),
  connect: procedure("platforms.manage")
    .route({ method: "POST", path: "/platforms" })
    .input(connectPlatformInput)
    .output(platform),
  askForTicket: procedure("platforms.manage")
    .route({ method: "POST", path: "/platforms/{componentAppId}/ticket" })
    .input(one)
    .output(z.object({ state: z.enum(["restarted", "normal"]) })),
  /** Makes a new data key and seals every secret under it, in the background. */
  rotateKeys: procedure("platforms.manage")
    .route({ method: "POST", path: "/key-rotations" })
    .output(z.object({ version: z.int() })),
  /** Reads all authorizations from WeChat again, in the background. */
  importAccounts: procedure("accounts.import")
    .route({ method: "POST", path: "/platforms/{componentAppId}/import" })
    .input(one)
    .output(importState),
};

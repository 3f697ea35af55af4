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
  /** Lines of WeChat's list read so far: these accounts' refresh tokens are at hand. */
  listed: z.int(),
  /** Accounts whose details are known as well. */
  done: z.int(),
  total: z.int(),
  startedAt: timeMs.nullable(),
  finishedAt: timeMs.nullable(),
  errcode: z.int().nullable(),
});

/** What would keep WeChat from reaching this console: it calls ports 80 and 443 of public addresses only. */
const reaches = ["public", "plain_http", "private", "port"] as const;

/** Whether WeChat has published the platform (全网发布), as far as Hufu can know: no call tells it. */
const publishStates = ["unknown", "checked", "authorized", "confirmed"] as const;

const words = z.object({ zh: z.string(), en: z.string() });

const publishing = z.object({
  state: z.enum(publishStates),
  /** WeChat's release check came and was answered. */
  checkedAt: timeMs.nullable(),
  /** First authorization of an account other than WeChat's own two test accounts. */
  authorizedAt: timeMs.nullable(),
  confirmedAt: timeMs.nullable(),
  confirmedBy: z.string().nullable(),
});

const keyFacts = z.object({
  /** False when a sealed value does not open: the secrets must be entered again. */
  readable: z.boolean(),
  /** Last change of the AppSecret. */
  credentialChangedAt: timeMs.nullable(),
  /** Last rotation of token or EncodingAESKey. */
  changedAt: timeMs.nullable(),
  /** What stood before is kept, so that pushes still sealed with it are read. */
  previousKept: z.boolean(),
  previousSeenAt: timeMs.nullable(),
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
  /** WeChat's refusal of the component token in words; null when it did not refuse. */
  tokenRefusal: z.object({ meaning: words, cause: words, nextStep: words }).nullable(),
  /** Since when calls wait because WeChat does not answer, as this process sees it; null while they pass. */
  silentSince: timeMs.nullable(),
  lastCallbackAt: timeMs.nullable(),
  refusedCallbacks: z.int(),
  import: importState,
  /** Addresses to paste into WeChat's console. */
  eventsUrl: z.string(),
  messagesUrl: z.string(),
  launchDomain: z.string(),
  reach: z.enum(reaches),
  /** Base of the simulated WeChat; null when WeChat is real. */
  simulatorUrl: z.string().nullable(),
  /** The address that WeChat refused with 61004, to be put on its whitelist. */
  refusedIpAddress: z.string().nullable(),
  /** Review quota of this month, as last read; null when never read. */
  reviewQuota: z.object({ rest: z.int(), limit: z.int(), readAt: timeMs }).nullable(),
  keys: keyFacts,
  publishing,
});
export type Platform = z.infer<typeof platform>;
export type TokenHealth = z.infer<typeof tokenHealth>;

const name = z.string().trim().min(1).max(60);
/** As WeChat makes it: 32 hexadecimal characters. */
const appSecret = z.string().regex(/^[0-9a-fA-F]{32}$/);
const token = z.string().regex(/^[0-9a-zA-Z]{3,64}$/);
const encodingAesKey = z.string().regex(/^[0-9a-zA-Z]{43}$/);

export const connectPlatformInput = z.object({ componentAppId, name, appSecret, token, encodingAesKey });
export type ConnectPlatformInput = z.infer<typeof connectPlatformInput>;

const one = z.object({ componentAppId });

/** To be tried on WeChat, before it is connected or replaces the one in use. */
export const appSecretInput = z.object({ componentAppId, appSecret });
export const rotateCallbackKeysInput = z
  .object({ componentAppId, token: token.optional(), encodingAesKey: encodingAesKey.optional() })
  .refine((given) => given.token !== undefined || given.encodingAesKey !== undefined);
export type RotateCallbackKeysInput = z.infer<typeof rotateCallbackKeysInput>;
export const renameInput = z.object({ componentAppId, name });

/** What WeChat says to an AppID and AppSecret. `ip_refused`: it looks at neither before the address is known. */
const proof = z.object({
  outcome: z.enum(["accepted", "ip_refused", "unreachable"]),
  ipAddress: z.string().nullable(),
});
export type Proof = z.infer<typeof proof>;

export const platformsContract = {
  list: procedure("platforms.read").route({ method: "GET", path: "/platforms" }).output(z.array(platform)),
  get: procedure("platforms.read")
    .route({ method: "GET", path: "/platforms/{componentAppId}" })
    .input(one)
    .output(platform),
  /** Tries an AppID and AppSecret on WeChat before anything is saved. Keeps neither. */
  prove: procedure("platforms.manage")
    .route({ method: "POST", path: "/platform-proofs" })
    .input(appSecretInput)
    .output(proof),
  connect: procedure("platforms.manage")
    .route({ method: "POST", path: "/platforms" })
    .input(connectPlatformInput)
    .output(platform),
  askForTicket: procedure("platforms.manage")
    .route({ method: "POST", path: "/platforms/{componentAppId}/ticket" })
    .input(one)
    .output(z.object({ state: z.enum(["restarted", "normal"]) })),
  rename: procedure("platforms.manage")
    .route({ method: "PUT", path: "/platforms/{componentAppId}/name" })
    .input(renameInput)
    .output(platform),
  /** Tries the component token and WeChat's IP check now, in the background; `get` shows what came of it. */
  check: procedure("platforms.manage")
    .route({ method: "POST", path: "/platforms/{componentAppId}/check" })
    .input(one)
    .output(z.object({ queued: z.boolean() })),
  /** Replaces the AppSecret once WeChat has accepted the new one. */
  rotateAppSecret: procedure("platforms.manage")
    .route({ method: "PUT", path: "/platforms/{componentAppId}/app-secret" })
    .input(appSecretInput)
    .output(platform),
  /** Saves a new token or EncodingAESKey and keeps what it replaces. */
  rotateCallbackKeys: procedure("platforms.manage")
    .route({ method: "PUT", path: "/platforms/{componentAppId}/callback-keys" })
    .input(rotateCallbackKeysInput)
    .output(platform),
  /** Refused while pushes with the previous key came within the last hour, unless `anyway`. */
  forgetPreviousKeys: procedure("platforms.manage")
    .route({ method: "POST", path: "/platforms/{componentAppId}/callback-keys/forget" })
    .input(one.extend({ anyway: z.boolean().default(false) }))
    .output(platform),
  confirmPublished: procedure("platforms.manage")
    .route({ method: "POST", path: "/platforms/{componentAppId}/published" })
    .input(one)
    .output(platform),
  takeBackPublished: procedure("platforms.manage")
    .route({ method: "DELETE", path: "/platforms/{componentAppId}/published" })
    .input(one)
    .output(platform),
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

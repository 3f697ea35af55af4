import * as z from "zod";
import { bindingStates } from "#lib/binding/contract.ts";
import { appId, componentAppId, pageInput, pageOf, procedure, timeMs } from "#lib/core/contract.ts";
import { tokenHealth } from "#lib/platforms/contract.ts";

export const accountKinds = ["mini_program", "service_account", "subscription_account"] as const;
export const grantStates = ["authorized", "revoked"] as const;
export const reviewStates = ["reviewing", "approved", "rejected", "delayed", "withdrawn"] as const;

const bilingual = z.object({ zh: z.string(), en: z.string() });

export const permissionSet = z.object({
  id: z.int(),
  name: bilingual,
  description: bilingual,
  exclusive: z.boolean(),
});

/** One line of the accounts table. */
export const accountRow = z.object({
  appId,
  name: z.string(),
  logoUrl: z.string().nullable(),
  kind: z.enum(accountKinds),
  principal: z.string(),
  merchantReference: z.string().nullable(),
  componentAppId,
  state: z.enum(grantStates),
  permissionSetCount: z.int(),
  /** Sets that Hufu's own work needs and the grant lacks (names for the hover). */
  missingPermissionSets: z.array(z.object({ id: z.int(), name: bilingual })),
  binding: z.enum(bindingStates),
  liveVersion: z.string().nullable(),
  review: z.object({ state: z.enum(reviewStates), since: timeMs }).nullable(),
  authorizedAt: timeMs,
  /** False until the details have been read from WeChat. */
  detailed: z.boolean(),
});
export type AccountRow = z.infer<typeof accountRow>;

export const accountSorts = ["authorized", "name"] as const;

export const accountFilter = z.object({
  search: z.string().trim().max(64).optional(),
  platform: componentAppId.optional(),
  kind: z.enum(accountKinds).optional(),
  state: z.enum(grantStates).optional(),
  binding: z.enum(bindingStates).optional(),
  /** Accounts that lack this permission set. */
  missingSet: z.coerce.number().int().optional(),
  /** Authorized in the last N days. */
  withinDays: z.coerce.number().int().min(1).max(365).optional(),
  sort: z.enum(accountSorts).default("authorized"),
  order: z.enum(["asc", "desc"]).default("desc"),
});

export const grantEvent = z.object({
  id: z.string(),
  at: timeMs,
  kind: z.enum(["authorized", "updated", "revoked", "imported", "recovered"]),
  componentAppId,
  permissionSetIds: z.array(z.int()),
  added: z.array(permissionSet),
  removed: z.array(permissionSet),
  invitationId: z.string().nullable(),
  merchantReference: z.string().nullable(),
});

export const account = accountRow.extend({
  originalId: z.string().nullable(),
  alias: z.string().nullable(),
  signature: z.string().nullable(),
  qrCodeUrl: z.string().nullable(),
  serviceType: z.object({ id: z.int(), name: bilingual }).nullable(),
  verifyType: z.object({ id: z.int(), name: bilingual }).nullable(),
  accountStatus: z.object({ id: z.int(), name: bilingual }).nullable(),
  registerType: z.object({ id: z.int(), name: bilingual }).nullable(),
  businessFeatures: z.array(z.object({ key: z.string(), enabled: z.boolean() })),
  phoneConfigured: z.boolean().nullable(),
  emailConfigured: z.boolean().nullable(),
  domains: z.array(z.object({ kind: z.string(), values: z.array(z.string()) })),
  categories: z.array(z.object({ first: z.string(), second: z.string() })),
  /** Every platform of ours that the merchant authorized, this one first. */
  grants: z.array(
    z.object({
      componentAppId,
      platformName: z.string(),
      state: z.enum(grantStates),
      authorizedAt: timeMs,
      revokedAt: timeMs.nullable(),
      permissionSets: z.array(permissionSet),
      /** Sets that are missing, with what cannot be done without them. */
      missing: z.array(permissionSet.extend({ prevents: bilingual })),
      token: tokenHealth,
    }),
  ),
  readAt: timeMs.nullable(),
});
export type Account = z.infer<typeof account>;

/** Anything that happened to the account, newest first; from the audit log and the grant history. */
export const timelineEntry = z.object({
  id: z.string(),
  at: timeMs,
  action: z.string(),
  kind: z.enum(["authorization", "binding", "deployment", "review", "token", "other"]),
  actor: z.object({ kind: z.string(), name: z.string().nullable() }),
  summary: z.record(z.string(), z.unknown()),
  outcome: z.enum(["done", "failed", "denied"]),
  reference: z.string().nullable(),
});

const one = z.object({ appId });

export const accountsContract = {
  list: procedure("accounts.read")
    .route({ method: "GET", path: "/accounts" })
    .input(pageInput.extend(accountFilter.shape))
    .output(pageOf(accountRow)),
  /** Counts for the tabs above the table. */
  counts: procedure("accounts.read")
    .route({ method: "GET", path: "/account-counts" })
    .output(
      z.object({
        all: z.int(),
        thisWeek: z.int(),
        missing: z.int(),
        unbound: z.int(),
        unknown: z.int(),
        revoked: z.int(),
        unclaimed: z.int(),
      }),
    ),
  get: procedure("accounts.read").route({ method: "GET", path: "/accounts/{appId}" }).input(one).output(account),
  history: procedure("accounts.read")
    .route({ method: "GET", path: "/accounts/{appId}/grants" })
    .input(one)
    .output(z.array(grantEvent)),
  timeline: procedure("accounts.read")
    .route({ method: "GET", path: "/accounts/{appId}/timeline" })
    .input(one)
    .output(z.array(timelineEntry)),
  /** Reads the account from WeChat again. */
  refresh: procedure("accounts.refresh")
    .route({ method: "POST", path: "/accounts/{appId}/refresh" })
    .input(one)
    .output(account),
  permissionSets: procedure("accounts.read")
    .route({ method: "GET", path: "/permission-sets" })
    .output(z.array(permissionSet.extend({ kind: z.enum(["official_account", "mini_program"]) }))),
};

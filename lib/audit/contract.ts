import * as z from "zod";
import { pageInput, pageOf, procedure, timeMs } from "#lib/core/contract.ts";

export const auditEntry = z.object({
  /** Position in the chain, from 1, without gaps. */
  sequence: z.int(),
  at: timeMs,
  actor: z.object({
    kind: z.enum(["staff", "system", "wechat", "merchant", "anonymous"]),
    id: z.string().nullable(),
    name: z.string().nullable(),
  }),
  /** `<domain>.<verb>`, a key of messages audit.actions. */
  action: z.string(),
  outcome: z.enum(["done", "failed", "denied"]),
  object: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }).nullable(),
  appId: z.string().nullable(),
  componentAppId: z.string().nullable(),
  /** Values for the one-line detail. */
  detail: z.record(z.string(), z.unknown()),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
  requestId: z.string().nullable(),
  hash: z.string(),
  previousHash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditFilter = z.object({
  search: z.string().trim().max(64).optional(),
  actorId: z.string().max(64).optional(),
  actorKind: z.enum(["staff", "system", "wechat", "merchant", "anonymous"]).optional(),
  action: z.string().max(64).optional(),
  outcome: z.enum(["done", "failed", "denied"]).optional(),
  appId: z.string().max(64).optional(),
  withinDays: z.coerce.number().int().min(1).max(3_650).optional(),
});

export const auditContract = {
  list: procedure("audit.read")
    .route({ method: "GET", path: "/audit" })
    .input(pageInput.extend(auditFilter.shape))
    .output(pageOf(auditEntry)),
  /** Where the chain was last checked. */
  chain: procedure("audit.read")
    .route({ method: "GET", path: "/audit-chain" })
    .output(
      z.object({
        verifiedTo: z.int(),
        verifiedAt: timeMs.nullable(),
        head: z.int(),
        broken: z.object({ sequence: z.int() }).nullable(),
      }),
    ),
  actions: procedure("audit.read").route({ method: "GET", path: "/audit-actions" }).output(z.array(z.string())),
};

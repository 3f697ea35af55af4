import { oc } from "@orpc/contract";
import * as z from "zod";

export const roles = ["owner", "admin", "operator", "releaser", "viewer"] as const;
export type Role = (typeof roles)[number];

const everyone: readonly Role[] = roles;
const administrators: readonly Role[] = ["owner", "admin"];
const operators: readonly Role[] = ["owner", "admin", "operator"];
const releasers: readonly Role[] = ["owner", "admin", "releaser"];

/** The one permission table: permission → roles. Nothing else decides who may do what. */
export const permissions = {
  "overview.read": everyone,
  "platforms.read": everyone,
  "platforms.manage": administrators,
  "invitations.read": everyone,
  "invitations.create": operators,
  "invitations.cancel": operators,
  "invitations.claim": operators,
  "accounts.read": everyone,
  "accounts.refresh": [...operators, "releaser"],
  "accounts.import": administrators,
  "binding.read": everyone,
  "binding.ask": [...operators, "releaser"],
  "templates.read": everyone,
  "templates.add": releasers,
  "templates.delete": releasers,
  "deployments.read": everyone,
  "deployments.create": releasers,
  "deployments.control": releasers,
  "deployments.release": releasers,
  "events.read": everyone,
  "audit.read": everyone,
  "staff.read": everyone,
  "staff.manage": administrators,
  "session.own": everyone,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** `public` needs no session; everything else names one row of the permission table. */
export interface ProcedureMeta {
  permission?: Permission | "public";
}

export function roleMay(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role);
}

/**
 * The errors every procedure may answer with. `code` is the domain's own code and the key of the message
 * in messages/; `data` fills its placeholders; WeChat's errcode and rid are kept where it was WeChat.
 */
const problem = z.object({
  code: z.string(),
  values: z.record(z.string(), z.unknown()),
  errcode: z.number().optional(),
  rid: z.string().optional(),
});

/** Start of every contract: a procedure without a permission is refused by the API and fails a test. */
export function procedure(permission: Permission | "public") {
  return oc
    .$meta<ProcedureMeta>({})
    .meta({ permission })
    .errors({
      BAD_REQUEST: { status: 400, data: problem },
      UNAUTHORIZED: { status: 401, data: problem },
      FORBIDDEN: { status: 403, data: problem },
      NOT_FOUND: { status: 404, data: problem },
      CONFLICT: { status: 409, data: problem },
      TOO_MANY_REQUESTS: { status: 429, data: problem },
      BAD_GATEWAY: { status: 502, data: problem },
      SERVICE_UNAVAILABLE: { status: 503, data: problem },
    });
}

/** Milliseconds since the epoch, UTC. */
export const timeMs = z.int();

export const componentAppId = z.string().regex(/^wx[0-9a-zA-Z_-]{4,60}$/);
export const appId = z.string().regex(/^wx[0-9a-zA-Z_-]{4,60}$/);

/** Keyset paging: `cursor` is opaque; `null` ends. Both directions, so that "newer" works as "older" does. */
export const pageInput = z.object({
  cursor: z.string().max(400).optional(),
  direction: z.enum(["next", "previous"]).default("next"),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    previousCursor: z.string().nullable(),
    /** Matches of the filter; counted up to `totalCapped`'s cap, never by scanning all. */
    total: z.int(),
    totalCapped: z.boolean(),
  });
}

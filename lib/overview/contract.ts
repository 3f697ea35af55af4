import * as z from "zod";
import { accountRow } from "#lib/accounts/contract.ts";
import { procedure, timeMs } from "#lib/core/contract.ts";
import { deployment } from "#lib/deployments/contract.ts";
import { platform } from "#lib/platforms/contract.ts";

/** What needs a person today; `kind` is a key of messages overview.needs and decides the link. */
export const need = z.object({
  kind: z.enum([
    "targets_failed",
    "reviews_rejected",
    "unclaimed_grants",
    "invitations_stuck",
    "binding_unknown",
    "ticket_missing",
    "token_failing",
    "release_waiting",
    "ip_refused",
    "import_failed",
  ]),
  count: z.int(),
  since: timeMs.nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  href: z.string(),
});

export const overview = z.object({
  needs: z.array(need),
  platforms: z.array(platform),
  accounts: z.array(z.object({ kind: z.string(), complete: z.int(), missing: z.int(), revoked: z.int() })),
  accountTotal: z.int(),
  deployments: z.array(deployment),
  recent: z.array(accountRow),
  authorizedToday: z.int(),
  liveVersions: z.array(z.object({ version: z.string(), count: z.int() })),
  notReleased: z.int(),
});
export type Overview = z.infer<typeof overview>;

export const overviewContract = {
  get: procedure("overview.read").route({ method: "GET", path: "/overview" }).output(overview),
  /** The few numbers of the rail; cheap enough to poll. */
  counts: procedure("overview.read")
    .route({ method: "GET", path: "/counts" })
    .output(z.object({ invitations: z.int(), deployments: z.int(), failedEvents: z.int() })),
};

import type { Context, Services } from "#lib/core/context.ts";
import { listAudit } from "./list-audit.ts";

/** The newest entries of the log as an owner sees them, for assertions in other domains' tests. */
export async function auditEntries(services: Services, limit = 100) {
  const ctx: Context = {
    ...services,
    actor: { kind: "system", job: "test" },
    origin: { ipAddress: null, userAgent: null, requestId: "test" },
  };
  return (await listAudit(ctx, { direction: "next", limit })).items;
}

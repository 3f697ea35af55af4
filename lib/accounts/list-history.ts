import { listAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { knownPermissionSets } from "#lib/wechat/index.ts";
import { setOf } from "./get-account.ts";
import { readGrantEvents } from "./store.ts";

const historyLimit = 200;
const timelineLimit = 50;

/** How the account's grants came to be what they are, newest first. */
export async function listGrantHistory(ctx: Context, input: { appId: string }) {
  requirePermission(ctx, "accounts.read");
  const rows = await readGrantEvents(ctx.store, input.appId, historyLimit);
  return rows.map((row) => ({ ...row, added: row.added.map(setOf), removed: row.removed.map(setOf) }));
}

/** What happened to the account, newest first: its entries of the audit log, and how it was first found. */
export async function listTimeline(ctx: Context, input: { appId: string }) {
  requirePermission(ctx, "accounts.read");
  const [page, grants] = await Promise.all([
    listAudit(ctx, { appId: input.appId, direction: "next", limit: timelineLimit }),
    readGrantEvents(ctx.store, input.appId, historyLimit),
  ]);
  const logged = page.items.map((entry) => ({
    id: String(entry.sequence),
    at: entry.at,
    action: entry.action,
    kind: kindOf(entry.action),
    actor: { kind: entry.actor.kind as string, name: entry.actor.name },
    summary: entry.detail,
    outcome: entry.outcome,
    reference: entry.object?.name ?? entry.object?.id ?? null,
  }));
  // An import is one audit entry for all accounts, so each account's own line comes from its grants.
  const found = grants
    .filter((grant) => grant.kind === "imported")
    .map((grant) => ({
      id: grant.id,
      at: grant.at,
      action: "accounts.import",
      kind: "authorization" as const,
      actor: { kind: "merchant", name: null },
      summary: { permissionSets: grant.permissionSetIds.length } as Record<string, unknown>,
      outcome: "done" as const,
      reference: null,
    }));
  return [...logged, ...found].sort((one, other) => other.at - one.at);
}

const kinds = [
  [/^accounts\.(lose|recover)$/, "token"],
  [/^(accounts\.(authorize|renew|revoke|import|claim|park)|invitations\.)/, "authorization"],
  [/^binding\./, "binding"],
  [/^deployments\..*review|^deployments\.(submit|withdraw|approve|reject|delay)/, "review"],
  [/^(deployments|templates)\./, "deployment"],
  [/^tokens\./, "token"],
] as const;

type TimelineKind = "authorization" | "binding" | "deployment" | "review" | "token" | "other";

function kindOf(action: string): TimelineKind {
  return kinds.find(([pattern]) => pattern.test(action))?.[1] ?? "other";
}

/** Every permission set we know of, in words. */
export function listPermissionSets(ctx: Context) {
  requirePermission(ctx, "accounts.read");
  return knownPermissionSets
    .filter((set) => set.kind !== null)
    .map((set) => ({ ...setOf(set.id), kind: set.kind ?? "mini_program" }));
}

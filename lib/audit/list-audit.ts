import type { Context } from "#lib/core/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requirePermission } from "#lib/core/permission.ts";
import type { AuditEntry } from "./contract.ts";
import { type AuditRow, countEntries, type EntryFilter, listEntries, readHead } from "./store.ts";

const countCap = 10_000;
const dayMs = 86_400_000;

export interface ListAuditInput extends Omit<EntryFilter, "since"> {
  withinDays?: number;
  cursor?: string;
  direction: "next" | "previous";
  limit: number;
}

/** One page of the log, newest first. `next` leads to older entries. */
export async function listAudit(ctx: Context, input: ListAuditInput) {
  requirePermission(ctx, "audit.read");
  const { cursor, direction, limit, withinDays, ...rest } = input;
  const filter: EntryFilter = rest;
  if (withinDays) filter.since = ctx.clock.now() - withinDays * dayMs;
  const position = cursor === undefined ? undefined : readCursor(cursor);
  const backwards = direction === "previous" && position !== undefined;
  const rows = await listEntries(ctx.store, filter, {
    ...(position === undefined ? {} : backwards ? { afterSequence: position } : { beforeSequence: position }),
    limit: limit + 1,
  });
  const more = rows.length > limit;
  const items = more ? (backwards ? rows.slice(1) : rows.slice(0, limit)) : rows;
  const hasOlder = backwards ? true : more;
  const hasNewer = backwards ? more : position !== undefined;
  const filtered = Object.values(filter).some((value) => value !== undefined && value !== "");
  const total = filtered ? await countEntries(ctx.store, filter, countCap + 1) : (await readHead(ctx.store)).sequence;
  return {
    items: items.map(toEntry),
    nextCursor: hasOlder && items.length > 0 ? writeCursor(items.at(-1)) : null,
    previousCursor: hasNewer && items.length > 0 ? writeCursor(items[0]) : null,
    total: filtered ? Math.min(total, countCap) : total,
    totalCapped: filtered && total > countCap,
  };
}

function writeCursor(row: AuditRow | undefined): string | null {
  return row ? Buffer.from(String(row.sequence)).toString("base64url") : null;
}

function readCursor(cursor: string): number {
  const text = Buffer.from(cursor, "base64url").toString("latin1");
  if (!/^\d{1,15}$/.test(text)) throw new AppError("cursor_invalid", { kind: "invalid" });
  return Number(text);
}

function toEntry(row: AuditRow): AuditEntry {
  return {
    sequence: row.sequence,
    at: row.at,
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    outcome: row.outcome,
    object:
      row.objectKind !== null && row.objectId !== null
        ? { kind: row.objectKind, id: row.objectId, name: row.objectName }
        : null,
    appId: row.appId,
    componentAppId: row.componentAppId,
    detail: JSON.parse(row.detail),
    before: row.before === null ? null : JSON.parse(row.before),
    after: row.after === null ? null : JSON.parse(row.after),
    ipAddress: row.ipAddress,
    userAgent: row.userAgent,
    requestId: row.requestId,
    hash: row.hash,
    previousHash: row.previousHash,
  };
}

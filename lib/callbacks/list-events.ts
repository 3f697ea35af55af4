import type * as z from "zod";
import { findAccounts } from "#lib/accounts/index.ts";
import type { Context } from "#lib/core/context.ts";
import type { pageInput } from "#lib/core/contract.ts";
import { AppError } from "#lib/core/errors.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { countEvents, type EventFilter, readEvents } from "./store.ts";

const countCap = 1_000;

/** One page of what WeChat told us, the newest first: kinds and times, never the content. */
export async function listEvents(ctx: Context, input: z.output<typeof pageInput> & EventFilter) {
  requirePermission(ctx, "events.read");
  const { kind, state, appId } = input;
  const filter = { kind, state, appId };
  const after = input.cursor === undefined ? undefined : readCursor(input.cursor);
  const backwards = input.direction === "previous" && after !== undefined;
  const found = await readEvents(ctx.store, filter, { after, backwards, limit: input.limit + 1 });
  const total = await countEvents(ctx.store, filter, countCap + 1);
  const more = found.length > input.limit;
  const rows = found.slice(0, input.limit);
  if (backwards) rows.reverse();
  const appIds = [...new Set(rows.flatMap((row) => (row.appId === null ? [] : [row.appId])))];
  const names = new Map((await findAccounts(ctx, appIds)).map((account) => [account.appId, account.name]));
  const cursorOf = (row: (typeof rows)[number] | undefined) =>
    row ? Buffer.from(String(row.seq)).toString("base64url") : null;
  return {
    items: rows.map((row) => ({
      id: row.id,
      componentAppId: row.componentAppId,
      appId: row.appId,
      accountName: row.appId === null ? null : (names.get(row.appId) ?? null),
      kind: row.kind,
      receivedAt: row.receivedAt,
      createdAt: row.createdAt,
      state: row.state,
      handledAt: row.handledAt,
      attempts: row.attempts,
      problem: row.problem,
    })),
    nextCursor: backwards || more ? cursorOf(rows.at(-1)) : null,
    previousCursor: (backwards ? more : after !== undefined) ? cursorOf(rows[0]) : null,
    total: Math.min(total, countCap),
    totalCapped: total > countCap,
  };
}

function readCursor(cursor: string): number {
  const text = Buffer.from(cursor, "base64url").toString("latin1");
  if (!/^\d{1,15}$/.test(text)) throw new AppError("cursor_invalid", { kind: "invalid" });
  return Number(text);
}

/** Events that were given up, for the rail's number (no permission asked). */
export async function countFailedEvents(ctx: Context): Promise<number> {
  return Math.min(countCap, await countEvents(ctx.store, { state: "failed" }, countCap));
}

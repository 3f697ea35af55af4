import type { Context } from "#lib/core/context.ts";
import { importAccounts, queuePlatformCheck, readImport } from "#lib/platforms/index.ts";
import { clockSkewMs, isUsable } from "./decide-token.ts";
import { placeOf } from "./seal-token.ts";
import { readToken, writeTicket } from "./store.ts";

/**
 * Keeps the newest ticket by WeChat's CreateTime (ms). The first one of a platform, also the first after all
 * tokens were lost, starts the import of its accounts: only now can WeChat be asked for them. A later one has
 * the component token tried where none works. Joins the caller's transaction.
 * @returns false when a newer ticket was already there
 */
export async function saveTicket(
  ctx: Context,
  input: { componentAppId: string; ticket: string; createdAt: number },
): Promise<boolean> {
  const { componentAppId, ticket, createdAt } = input;
  const key = { componentAppId, appId: "" };
  return ctx.store.tx(async () => {
    const nowMs = ctx.clock.now();
    const row = await readToken(ctx, key);
    if (row?.source && !isNewer(createdAt, row.sourceAt ?? 0, nowMs)) return false;
    const source = ctx.keyring.seal(ticket, placeOf(key, "source"));
    await writeTicket(ctx, componentAppId, { source, sourceAt: createdAt, sourceReceivedAt: nowMs });
    // Without a row before, an import that ended has nothing to show: the tokens are lost, as from an old backup.
    if (row === null || (await readImport(ctx, componentAppId)) === null) await importAccounts(ctx, { componentAppId });
    else if (!isUsable({ ...row, hasToken: row.token !== null }, nowMs)) await queuePlatformCheck(ctx, componentAppId);
    return true;
  });
}

/** A stored time from the future is a clock's mistake: it must not keep good tickets out for hours. */
export function isNewer(createdAt: number, storedAt: number, nowMs: number): boolean {
  if (createdAt > storedAt) return true;
  const latest = nowMs + clockSkewMs;
  return storedAt > latest && createdAt <= latest;
}

import { recordAudit } from "#lib/audit/index.ts";
import { waitBy } from "#lib/core/clock.ts";
import type { Context } from "#lib/core/context.ts";
import { errcodeOf, listAccounts } from "#lib/wechat/index.ts";
import { withComponentToken } from "./component-token.ts";
import { clockSkewMs } from "./decide-token.ts";
import { tokenError } from "./errors.ts";
import { nextListPlace } from "./list-place.ts";
import { saveListedAuthorizations } from "./save-authorization.ts";
import { claimRecovery, noteRecovery, type RecoveryRow, readRecovery } from "./store.ts";

/** WeChat's largest page (40170 beyond it, wechat-wire.md §B.2). */
const pageSize = 500;
/** A sweep that has not ended by then belongs to a process that died. */
const longestSweepMs = 10 * 60_000;
const waitMs = 60_000;

export interface Recovery {
  done: number;
  total: number;
  /** Refresh tokens that were new or different; 0 when another's sweep served. */
  replaced: number;
}

/**
 * Rebuilds all refresh tokens of a platform from api_get_authorizer_list, 500 a page; repeatable. One sweep
 * at a time over all processes: others wait for it.
 * @param options.everyMs a sweep that ended this recently is good enough (default 0: always sweep)
 * @throws AppError ticket_missing, WeChat's errors
 */
export async function recoverRefreshTokens(
  ctx: Context,
  componentAppId: string,
  options: { everyMs?: number } = {},
): Promise<Recovery> {
  const deadlineMs = performance.now() + waitMs;
  const askedAt = ctx.clock.now();
  for (;;) {
    const seen = await readRecovery(ctx, componentAppId);
    const nowMs = ctx.clock.now();
    if (seen !== null && isGoodEnough(seen, askedAt, options.everyMs ?? 0))
      return { done: seen.done, total: seen.total, replaced: 0 };
    const running = seen?.state === "running" && Math.abs(nowMs - seen.startedAt) < longestSweepMs + clockSkewMs;
    // Later than the last start even within one millisecond: the start is what tells sweeps apart.
    const startedAt = Math.max(nowMs, (seen?.startedAt ?? 0) + 1);
    if (!running && (await claimRecovery(ctx, componentAppId, seen, startedAt)))
      return sweep(ctx, { componentAppId, startedAt });
    if (performance.now() > deadlineMs) throw tokenError("token_busy", { componentAppId });
    await waitBy(ctx.clock, 50 + Math.random() * 50);
  }
}

/** How the last sweep went, or goes; null when there was none. */
export async function readRecoveryProgress(ctx: Context, componentAppId: string): Promise<RecoveryRow | null> {
  return readRecovery(ctx, componentAppId);
}

function isGoodEnough(seen: RecoveryRow, askedAt: number, everyMs: number): boolean {
  if (seen.state !== "done" || seen.finishedAt === null || everyMs === 0) return false;
  const ageMs = askedAt - seen.finishedAt;
  return ageMs < everyMs && ageMs > -everyMs - clockSkewMs;
}

async function sweep(ctx: Context, run: { componentAppId: string; startedAt: number }): Promise<Recovery> {
  const { componentAppId } = run;
  const result: Recovery = { done: 0, total: 0, replaced: 0 };
  try {
    for (;;) {
      const readAt = ctx.clock.now();
      const page = await withComponentToken(ctx, componentAppId, (componentToken) =>
        listAccounts(ctx.wechat, { componentAppId, componentToken, offset: result.done, count: pageSize }),
      );
      const place = { offset: result.done, total: result.total };
      const next = nextListPlace(place, { count: page.items.length, total: page.total });
      // Whoever was not listed would be taken for lost: rather no answer than a wrong one.
      if (next.state === "cut_short") throw tokenError("token_busy", { componentAppId });
      Object.assign(result, { done: next.offset, total: next.total });
      await ctx.store.tx(async () => {
        result.replaced += await saveListedAuthorizations(ctx, { componentAppId, items: page.items, readAt });
        await noteRecovery(ctx, run, { done: result.done, total: result.total });
      });
      if (next.state === "ended") break;
    }
    await ctx.store.tx(async () => {
      await noteRecovery(ctx, run, { state: "done", finishedAt: ctx.clock.now() });
      if (result.replaced === 0) return;
      const object = { kind: "platform", id: componentAppId };
      await recordAudit(ctx, { action: "accounts.recover", object, componentAppId, detail: { ...result } });
    });
    ctx.log.info({ componentAppId, ...result }, "Refresh tokens read back from WeChat");
    return result;
  } catch (error) {
    const errcode = errcodeOf(error);
    await ctx.store.tx(() => noteRecovery(ctx, run, { state: "failed", finishedAt: ctx.clock.now(), errcode }));
    throw error;
  }
}

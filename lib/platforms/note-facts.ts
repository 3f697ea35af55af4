import type { Context } from "#lib/core/context.ts";
import { countCallbacks, updatePlatform } from "./store.ts";

// Observations, not decisions of anybody's: they are shown as health and need no audit entry.

/**
 * Counts a callback. Joins the caller's transaction; `count` for several refused at once. `keyIndex` says
 * which keys opened it: 0 or nothing for the current ones, more for what stood before the last rotation.
 */
export async function noteCallback(
  ctx: Context,
  input: { componentAppId: string; accepted: boolean; count?: number; keyIndex?: number },
): Promise<void> {
  const { componentAppId, accepted, count = 1, keyIndex = 0 } = input;
  const facts = { accepted, count, at: ctx.clock.now(), withPreviousKey: keyIndex > 0 };
  await ctx.store.tx(() => countCallbacks(ctx, componentAppId, facts));
}

/** Remembers that WeChat's release check (全网发布, wechat-wire.md §J.15) came and was answered. */
export async function noteReleaseCheck(ctx: Context, input: { componentAppId: string }): Promise<void> {
  const releaseCheckedAt = ctx.clock.now();
  await ctx.store.tx(() => updatePlatform(ctx, input.componentAppId, { releaseCheckedAt }));
}

/** Remembers the address that WeChat refused with 61004; null once a call got through. */
export async function noteRefusedIp(
  ctx: Context,
  input: { componentAppId: string; ipAddress: string | null },
): Promise<void> {
  await ctx.store.tx(() => updatePlatform(ctx, input.componentAppId, { refusedIpAddress: input.ipAddress }));
}

/** Remembers the month's review quota as just read (queryquota). */
export async function noteReviewQuota(
  ctx: Context,
  input: { componentAppId: string; rest: number; limit: number },
): Promise<void> {
  await ctx.store.tx(() =>
    updatePlatform(ctx, input.componentAppId, {
      reviewQuotaRest: input.rest,
      reviewQuotaLimit: input.limit,
      reviewQuotaReadAt: ctx.clock.now(),
    }),
  );
}

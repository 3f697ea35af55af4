import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { isAppError } from "#lib/core/errors.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { findPlatform, openPlatformSecrets } from "#lib/platforms/index.ts";
import { withComponentToken } from "#lib/tokens/index.ts";
import { clearQuota, clearQuotaWithSecret, errcodeOf } from "#lib/wechat/index.ts";
import type { Quota } from "./contract.ts";
import { getQuota } from "./read-quota.ts";
import { saveReading } from "./store.ts";

/**
 * Sets the day's counters of the platform to zero: with the component token, or with the secret when the
 * token itself cannot be had for want of quota (45009). WeChat allows 10 a month in all (48006).
 * @throws AppError platform_not_found, of TokenErrorCode, or WeChat's
 */
export async function resetQuota(ctx: Context, input: { componentAppId: string }): Promise<Quota> {
  requirePermission(ctx, "platforms.manage");
  const { componentAppId } = input;
  const { name } = await findPlatform(ctx, componentAppId);
  const entry = { action: "quota.reset", object: { kind: "platform", id: componentAppId, name }, componentAppId };
  try {
    const means = await clear(ctx, componentAppId);
    await ctx.store.tx(async () => {
      // Whoever opens the page next may read at once: what is shown was counted before.
      await saveReading(ctx, componentAppId, { resetAt: ctx.clock.now(), askedAt: null });
      await recordAudit(ctx, { ...entry, detail: { means } });
    });
  } catch (error) {
    const detail = { errcode: errcodeOf(error) };
    await ctx.store.tx(() => recordAudit(ctx, { ...entry, outcome: "failed", detail }));
    throw error;
  }
  return getQuota(ctx, input);
}

/** @returns by what right WeChat was asked */
async function clear(ctx: Context, componentAppId: string): Promise<"platform" | "app_secret"> {
  try {
    await withComponentToken(ctx, componentAppId, (componentToken) =>
      clearQuota(ctx.wechat, { componentToken, appId: componentAppId }),
    );
    return "platform";
  } catch (error) {
    if (!isQuotaGone(error)) throw error;
    const { appSecret } = await openPlatformSecrets(ctx, componentAppId);
    await clearQuotaWithSecret(ctx.wechat, { componentAppId, appSecret });
    return "app_secret";
  }
}

/** 45009 from the call itself, or remembered as the reason why there is no token. */
function isQuotaGone(error: unknown): boolean {
  return isAppError(error) && error.data.errcode === 45009;
}

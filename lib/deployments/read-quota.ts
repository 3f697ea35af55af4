import type { Context } from "#lib/core/context.ts";
import { findPlatform, noteReviewQuota } from "#lib/platforms/index.ts";
import { withAccountToken } from "#lib/tokens/index.ts";
import { getReviewQuota } from "#lib/wechat/index.ts";
import type { Deployment } from "./contract.ts";

/** The platform's monthly review quota as last read; null when it never was. */
export async function readQuota(ctx: Context, componentAppId: string): Promise<Deployment["reviewQuota"]> {
  const platform = await findPlatform(ctx, componentAppId);
  return platform.reviewQuota;
}

/** Asks WeChat for the quota, with any account's token: all share it. Null when WeChat does not tell. */
export async function askQuota(
  ctx: Context,
  account: { componentAppId: string; appId: string },
): Promise<{ rest: number; limit: number } | null> {
  try {
    const { rest, limit } = await withAccountToken(ctx, account, (accountToken) =>
      getReviewQuota(ctx.wechat, { accountToken }),
    );
    await noteReviewQuota(ctx, { componentAppId: account.componentAppId, rest, limit });
    return { rest, limit };
  } catch (error) {
    ctx.log.info({ err: error }, "the review quota could not be read");
    return null;
  }
}

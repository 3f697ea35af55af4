import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { findPlatform } from "#lib/platforms/index.ts";
import { withComponentToken } from "#lib/tokens/index.ts";
import { explainErrcode, getApiQuota, isWechatError } from "#lib/wechat/index.ts";
import type { Quota } from "./contract.ts";
import { countedCalls } from "./counted-calls.ts";
import { claimReading, type ReadLine, saveReading, selectReading } from "./store.ts";

/** Reading costs calls of the very quota it shows. */
const readEveryMs = 60_000;
const atOnce = 4;
/** WeChat's answers about one path, not about the platform: they stay beside that line. */
const lineErrors = [45009, 48001, 76003, 76021, 76022];

/** What was read last. @throws AppError platform_not_found */
export async function getQuota(ctx: Context, input: { componentAppId: string }): Promise<Quota> {
  requirePermission(ctx, "platforms.read");
  const { componentAppId } = input;
  await findPlatform(ctx, componentAppId);
  const row = await selectReading(ctx, componentAppId);
  return {
    componentAppId,
    readAt: row?.readAt ?? null,
    nextReadAt: row?.askedAt == null ? null : row.askedAt + readEveryMs,
    lines: (row?.lines ?? []).map((line) => ({
      ...line,
      meaning: line.errcode === null ? null : explainErrcode(line.errcode).meaning,
    })),
    resetAt: row?.resetAt ?? null,
  };
}

/**
 * Asks WeChat what is left of each counted call, at most once a minute; sooner it gives what was read last.
 * @throws AppError platform_not_found, of TokenErrorCode, or WeChat's answer about the platform itself
 */
export async function readQuota(ctx: Context, input: { componentAppId: string }): Promise<Quota> {
  requirePermission(ctx, "platforms.read");
  const { componentAppId } = input;
  await findPlatform(ctx, componentAppId);
  const mayRead = await ctx.store.tx(() => claimReading(ctx, componentAppId, ctx.clock.now(), readEveryMs));
  if (mayRead) await readAgain(ctx, componentAppId);
  return getQuota(ctx, input);
}

async function readAgain(ctx: Context, componentAppId: string): Promise<void> {
  const lines: ReadLine[] = [];
  for (let at = 0; at < countedCalls.length; at += atOnce)
    lines.push(
      ...(await Promise.all(countedCalls.slice(at, at + atOnce).map((call) => readLine(ctx, componentAppId, call)))),
    );
  const readAt = ctx.clock.now();
  await ctx.store.tx(() => saveReading(ctx, componentAppId, { lines, readAt, askedAt: readAt }));
}

async function readLine(
  ctx: Context,
  componentAppId: string,
  { name, path }: { name: string; path: string },
): Promise<ReadLine> {
  try {
    const { dailyLimit, used, remain, componentRateLimit, rateLimit } = await withComponentToken(
      ctx,
      componentAppId,
      (componentToken) => getApiQuota(ctx.wechat, { componentToken, path }),
    );
    return {
      name,
      path,
      dailyLimit,
      used,
      remain,
      rateLimit: componentRateLimit ?? rateLimit,
      errcode: null,
      rid: null,
    };
  } catch (error) {
    if (!isWechatError(error, ...lineErrors)) throw error;
    const { errcode, rid } = error.data;
    return { name, path, dailyLimit: null, used: null, remain: null, rateLimit: null, errcode, rid };
  }
}

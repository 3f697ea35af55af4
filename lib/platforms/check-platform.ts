import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { enqueue } from "#lib/jobs/index.ts";
import { platformNotFound } from "./errors.ts";
import { selectPlatform } from "./store.ts";

/** Kind of the job that tries the component token; lib/tokens does it, since it lies above this domain. */
export const checkPlatformKind = "tokens.check_platform";

/**
 * Tries the component token and WeChat's IP check in the background. It only looks, so it leaves no audit
 * entry. @throws AppError platform_not_found
 */
export async function checkPlatform(ctx: Context, input: { componentAppId: string }): Promise<{ queued: boolean }> {
  requirePermission(ctx, "platforms.manage");
  const { componentAppId } = input;
  if ((await selectPlatform(ctx, componentAppId)) === null) throw platformNotFound(componentAppId);
  await queuePlatformCheck(ctx, componentAppId);
  return { queued: true };
}

/** The same for background work. Joins the caller's transaction; one open check a platform. */
export async function queuePlatformCheck(ctx: Context, componentAppId: string): Promise<void> {
  await enqueue(ctx, { kind: checkPlatformKind, maxAttempts: 1 }, { componentAppId }, { uniqueKey: componentAppId });
}

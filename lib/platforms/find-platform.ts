import type { Context } from "#lib/core/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requirePermission } from "#lib/core/permission.ts";
import type { Platform } from "./contract.ts";
import { describePlatform } from "./describe-platform.ts";
import { type PlatformErrorCode, platformNotFound } from "./errors.ts";
import { selectPlatforms } from "./store.ts";

/** Every connected platform, the oldest first. */
export async function listPlatforms(ctx: Context): Promise<Platform[]> {
  requirePermission(ctx, "platforms.read");
  const rows = await selectPlatforms(ctx);
  return rows.map((found) => describePlatform(ctx, found));
}

/** One platform, for staff. @throws AppError platform_not_found */
export async function getPlatform(ctx: Context, input: { componentAppId: string }): Promise<Platform> {
  requirePermission(ctx, "platforms.read");
  return findPlatform(ctx, input.componentAppId);
}

/** One platform, for other domains as well (no permission asked). @throws AppError platform_not_found */
export async function findPlatform(ctx: Context, componentAppId: string): Promise<Platform> {
  const [found] = await selectPlatforms(ctx, componentAppId);
  if (!found) throw platformNotFound(componentAppId);
  return describePlatform(ctx, found);
}

/** The platform meant when none is named: the first one connected. @throws AppError platform_none */
export async function defaultPlatform(ctx: Context): Promise<Platform> {
  const [found] = await selectPlatforms(ctx);
  if (!found) throw new AppError<PlatformErrorCode>("platform_none", { kind: "conflict" });
  return describePlatform(ctx, found);
}

import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import type { Platform } from "./contract.ts";
import { platformNotFound } from "./errors.ts";
import { findPlatform } from "./find-platform.ts";
import { selectPlatform, updatePlatform } from "./store.ts";

/** Staff saw 全网发布 in WeChat's console. @throws AppError platform_not_found */
export function confirmPublished(ctx: Context, input: { componentAppId: string }): Promise<Platform> {
  return setConfirmed(ctx, input.componentAppId, true);
}

/** Takes a confirmation back. @throws AppError platform_not_found */
export function takeBackPublished(ctx: Context, input: { componentAppId: string }): Promise<Platform> {
  return setConfirmed(ctx, input.componentAppId, false);
}

async function setConfirmed(ctx: Context, componentAppId: string, confirmed: boolean): Promise<Platform> {
  requirePermission(ctx, "platforms.manage");
  await ctx.store.tx(async () => {
    const row = await selectPlatform(ctx, componentAppId);
    if (row === null) throw platformNotFound(componentAppId);
    if ((row.publishConfirmedAt !== null) === confirmed) return;
    await updatePlatform(ctx, componentAppId, {
      publishConfirmedAt: confirmed ? ctx.clock.now() : null,
      publishConfirmedBy: confirmed && ctx.actor.kind === "staff" ? ctx.actor.name : null,
    });
    await recordAudit(ctx, {
      action: confirmed ? "platforms.confirm_published" : "platforms.take_back_published",
      object: { kind: "platform", id: componentAppId, name: row.name },
      componentAppId,
    });
  });
  return findPlatform(ctx, componentAppId);
}

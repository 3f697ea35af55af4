import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { type Platform, renameInput } from "./contract.ts";
import { platformNotFound } from "./errors.ts";
import { findPlatform } from "./find-platform.ts";
import { selectPlatform, updatePlatform } from "./store.ts";

/** Changes what staff call the platform. @throws AppError platform_not_found */
export async function renamePlatform(ctx: Context, input: { componentAppId: string; name: string }): Promise<Platform> {
  requirePermission(ctx, "platforms.manage");
  const { componentAppId, name } = renameInput.parse(input);
  await ctx.store.tx(async () => {
    const row = await selectPlatform(ctx, componentAppId);
    if (row === null) throw platformNotFound(componentAppId);
    if (row.name === name) return;
    await updatePlatform(ctx, componentAppId, { name });
    await recordAudit(ctx, {
      action: "platforms.rename",
      object: { kind: "platform", id: componentAppId, name },
      componentAppId,
      before: { name: row.name },
      after: { name },
    });
  });
  return findPlatform(ctx, componentAppId);
}

import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { type Platform, type RotateCallbackKeysInput, rotateCallbackKeysInput } from "./contract.ts";
import { platformNotFound } from "./errors.ts";
import { findPlatform } from "./find-platform.ts";
import { replacedSecret } from "./secrets.ts";
import { type NewPlatformRow, selectPlatform, updatePlatform } from "./store.ts";

/**
 * Saves a new token or EncodingAESKey before it is entered in WeChat's console, and keeps what it replaces:
 * pushes open with either. Nothing is written when nothing changes. @throws AppError platform_not_found
 */
export async function rotateCallbackKeys(ctx: Context, input: RotateCallbackKeysInput): Promise<Platform> {
  requirePermission(ctx, "platforms.manage");
  const given = rotateCallbackKeysInput.parse(input);
  const { componentAppId } = given;
  await ctx.store.tx(async () => {
    const row = await selectPlatform(ctx, componentAppId);
    if (row === null) throw platformNotFound(componentAppId);
    const change: Partial<NewPlatformRow> = {};
    const changed: string[] = [];
    for (const column of ["token", "encodingAesKey"] as const) {
      const next = given[column];
      const replaced = next === undefined ? null : replacedSecret(ctx, row, column, next);
      if (replaced === null) continue;
      Object.assign(change, replaced);
      changed.push(column);
    }
    if (changed.length === 0) return;
    await updatePlatform(ctx, componentAppId, change);
    const object = { kind: "platform", id: componentAppId, name: row.name };
    await recordAudit(ctx, {
      action: "platforms.rotate_callback_keys",
      object,
      componentAppId,
      detail: { changed },
    });
  });
  return findPlatform(ctx, componentAppId);
}

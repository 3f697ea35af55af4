import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requirePermission } from "#lib/core/permission.ts";
import type { Platform } from "./contract.ts";
import { type PlatformErrorCode, platformNotFound } from "./errors.ts";
import { findPlatform } from "./find-platform.ts";
import { selectPlatform, updatePlatform } from "./store.ts";

/** So long after the last push with the previous key WeChat's console may still hold it. */
const stillInUseMs = 60 * 60_000;

/**
 * Drops the previous token and EncodingAESKey: what still comes with them is refused from now on.
 * @throws AppError platform_not_found, previous_key_in_use (seen within the hour, unless `anyway`)
 */
export async function forgetPreviousKeys(
  ctx: Context,
  input: { componentAppId: string; anyway?: boolean },
): Promise<Platform> {
  requirePermission(ctx, "platforms.manage");
  const { componentAppId, anyway = false } = input;
  await ctx.store.tx(async () => {
    const row = await selectPlatform(ctx, componentAppId);
    if (row === null) throw platformNotFound(componentAppId);
    if (row.previousToken === null && row.previousEncodingAesKey === null) return;
    const seenAt = row.previousKeySeenAt;
    if (!anyway && seenAt !== null && ctx.clock.now() - seenAt < stillInUseMs)
      throw new AppError<PlatformErrorCode>("previous_key_in_use", { kind: "conflict", data: { seenAt } });
    await updatePlatform(ctx, componentAppId, {
      previousToken: null,
      previousEncodingAesKey: null,
      previousKeySeenAt: null,
    });
    const object = { kind: "platform", id: componentAppId, name: row.name };
    await recordAudit(ctx, { action: "platforms.forget_previous_keys", object, componentAppId });
  });
  return findPlatform(ctx, componentAppId);
}

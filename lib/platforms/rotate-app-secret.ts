import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { appSecretInput, type Platform } from "./contract.ts";
import { type PlatformErrorCode, platformNotFound } from "./errors.ts";
import { findPlatform } from "./find-platform.ts";
import { noteRefusedIp } from "./note-facts.ts";
import { errcodeBehind, proveSecret } from "./prove-platform.ts";
import { sealSecret } from "./secrets.ts";
import { selectPlatform, updatePlatform } from "./store.ts";

/**
 * Replaces the AppSecret, once WeChat has accepted the new one; otherwise the old one stays.
 * @throws AppError platform_not_found, app_secret_refused, app_secret_unproved (WeChat could not be asked)
 */
export async function rotateAppSecret(
  ctx: Context,
  input: { componentAppId: string; appSecret: string },
): Promise<Platform> {
  requirePermission(ctx, "platforms.manage");
  const { componentAppId, appSecret } = appSecretInput.parse(input);
  const row = await selectPlatform(ctx, componentAppId);
  if (row === null) throw platformNotFound(componentAppId);
  const object = { kind: "platform", id: componentAppId, name: row.name };
  const entry = { action: "platforms.rotate_app_secret", object, componentAppId };
  try {
    await demandProof(ctx, { componentAppId, appSecret });
  } catch (error) {
    const detail = { errcode: errcodeBehind(error) };
    await ctx.store.tx(() => recordAudit(ctx, { ...entry, outcome: "failed", detail }));
    throw error;
  }
  await ctx.store.tx(async () => {
    await updatePlatform(ctx, componentAppId, {
      appSecret: sealSecret(ctx, componentAppId, "appSecret", appSecret),
      appSecretChangedAt: ctx.clock.now(),
    });
    await recordAudit(ctx, entry);
  });
  return findPlatform(ctx, componentAppId);
}

async function demandProof(ctx: Context, given: { componentAppId: string; appSecret: string }): Promise<void> {
  const { outcome, ipAddress } = await proveSecret(ctx, given);
  if (outcome === "accepted") return;
  if (ipAddress !== null) await noteRefusedIp(ctx, { componentAppId: given.componentAppId, ipAddress });
  throw new AppError<PlatformErrorCode>("app_secret_unproved", {
    kind: "unavailable",
    data: outcome === "ip_refused" ? { errcode: 61004 } : {},
  });
}

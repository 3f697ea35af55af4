import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { errcodeOf, isUnreachable, isWechatError, startTicketPush } from "#lib/wechat/index.ts";
import { appSecretInput, type Proof } from "./contract.ts";
import type { PlatformErrorCode } from "./errors.ts";

/**
 * Tries an AppID and AppSecret on WeChat and keeps neither, so that a mistyped one is told while it is typed.
 * @throws AppError app_secret_refused, platform_app_id_refused, or WeChat's other answers
 */
export async function provePlatform(
  ctx: Context,
  input: { componentAppId: string; appSecret: string },
): Promise<Proof> {
  requirePermission(ctx, "platforms.manage");
  const given = appSecretInput.parse(input);
  const { componentAppId } = given;
  const entry = { action: "platforms.prove", object: { kind: "platform", id: componentAppId }, componentAppId };
  try {
    const proof = await proveSecret(ctx, given);
    const outcome = proof.outcome === "accepted" ? "done" : "failed";
    await ctx.store.tx(() => recordAudit(ctx, { ...entry, outcome }));
    return proof;
  } catch (error) {
    const detail = { errcode: errcodeBehind(error) };
    await ctx.store.tx(() => recordAudit(ctx, { ...entry, outcome: "failed", detail }));
    throw error;
  }
}

/**
 * api_start_push_ticket takes the secret and changes no token; at most a ticket comes sooner (wechat-wire.md §B.2).
 * @throws AppError app_secret_refused (40125, 40001), platform_app_id_refused (40013), or WeChat's other answers
 */
export async function proveSecret(ctx: Context, input: { componentAppId: string; appSecret: string }): Promise<Proof> {
  try {
    await startTicketPush(ctx.wechat, input);
    return { outcome: "accepted", ipAddress: null };
  } catch (error) {
    if (isUnreachable(error)) return { outcome: "unreachable", ipAddress: null };
    if (!isWechatError(error)) throw error;
    const { errcode, rid, ipAddress } = error.data;
    if (errcode === 61004) return { outcome: "ip_refused", ipAddress: ipAddress ?? null };
    const refused = { 40125: "app_secret_refused", 40001: "app_secret_refused", 40013: "platform_app_id_refused" };
    const code = (refused as Record<number, PlatformErrorCode>)[errcode];
    if (code === undefined) throw error;
    throw new AppError<PlatformErrorCode>(code, { kind: "invalid", data: { errcode, rid }, cause: error });
  }
}

/** WeChat's errcode, also when it stands behind a refusal of ours. */
export function errcodeBehind(error: unknown): number | null {
  return errcodeOf((error as Error).cause) ?? errcodeOf(error);
}

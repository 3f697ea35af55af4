import type { Context } from "#lib/core/context.ts";
import { isAppError } from "#lib/core/errors.ts";
import { noteRefusedIp } from "#lib/platforms/index.ts";
import { errcodeOf, forPlatform, isWechatError } from "#lib/wechat/index.ts";
import { obtainToken, type TokenKind } from "./obtain-token.ts";
import type { TokenKey } from "./store.ts";

/**
 * Gets a token, runs `work` with it in the name of its platform, and when WeChat refuses the token itself (40001, 40014, 42001) forces
 * one refresh and runs `work` once more. A token that is already newer than the refused one is just used.
 */
export async function withToken<T>(
  ctx: Context,
  kind: TokenKind,
  key: TokenKey,
  work: (token: string) => Promise<T>,
): Promise<T> {
  const held = await obtainToken(ctx, kind, key);
  try {
    return await forPlatform(key.componentAppId, () => work(held.token));
  } catch (error) {
    await noteRefusal(ctx, key.componentAppId, error);
    if (!isWechatError(error, 40001, 40014, 42001)) throw error;
    ctx.log.info({ ...key, errcode: errcodeOf(error), version: held.version }, "WeChat refused a token");
    const again = await obtainToken(ctx, kind, key, held.version).catch((reason: unknown) => {
      throw isAppError(reason) && reason.code === "token_rejected" ? error : reason;
    });
    return await forPlatform(key.componentAppId, () => work(again.token));
  }
}

/** Shows staff the address to put on the whitelist (61004). */
export async function noteRefusal(ctx: Context, componentAppId: string, error: unknown): Promise<void> {
  if (!isWechatError(error, 61004) || error.data.ipAddress === undefined) return;
  await noteRefusedIp(ctx, { componentAppId, ipAddress: error.data.ipAddress });
}

import type { Context } from "#lib/core/context.ts";
import { isAppError } from "#lib/core/errors.ts";
import { askForTicketQuietly, findPlatform, noteRefusedIp, openPlatformSecrets } from "#lib/platforms/index.ts";
import { errcodeOf, fetchComponentToken, isWechatError } from "#lib/wechat/index.ts";
import { tokenError } from "./errors.ts";
import type { TokenKind } from "./obtain-token.ts";
import { noteRefusal, withToken } from "./with-token.ts";

const componentKind: TokenKind = {
  marginMs: 10 * 60_000,
  async withoutSource(ctx, { componentAppId }) {
    await findPlatform(ctx, componentAppId);
    await askForTicketQuietly(ctx, componentAppId);
    return tokenError("ticket_missing", { componentAppId, errcode: null });
  },
  async buy(ctx, { componentAppId }, _row, ticket) {
    const { appSecret } = await openPlatformSecrets(ctx, componentAppId);
    try {
      const bought = await fetchComponentToken(ctx.wechat, { componentAppId, appSecret, ticket });
      return { token: bought.componentToken, expiresInS: bought.expiresInS };
    } catch (error) {
      await noteRefusal(ctx, componentAppId, error);
      if (!isWechatError(error, 61005, 61006)) throw error;
      await askForTicketQuietly(ctx, componentAppId);
      const { rid } = error.data;
      throw tokenError("ticket_missing", { componentAppId, errcode: errcodeOf(error), rid }, error);
    }
  },
  async onBought(ctx, { componentAppId }) {
    const { refusedIpAddress } = await findPlatform(ctx, componentAppId);
    if (refusedIpAddress !== null) await noteRefusedIp(ctx, { componentAppId, ipAddress: null });
  },
};

/** True when no component token could be had: a missing ticket, a wrong AppSecret, its cool-off. */
export function isTroubleOfPlatform(error: unknown): boolean {
  if (!isAppError(error)) return false;
  const ofToken = ["ticket_missing", "token_cooling", "token_busy"].includes(error.code);
  return ofToken || error.data.path === "/cgi-bin/component/api_component_token";
}

/**
 * Runs `work` with the platform's component token; with a fresh one once more when WeChat refuses it. The
 * token must not outlive `work`.
 * @throws AppError ticket_missing, token_cooling, token_busy, platform_not_found, or what `work` throws
 */
export function withComponentToken<T>(
  ctx: Context,
  componentAppId: string,
  work: (componentToken: string) => Promise<T>,
): Promise<T> {
  return withToken(ctx, componentKind, { componentAppId, appId: "" }, work);
}

import { readAccount } from "#lib/accounts/index.ts";
import type { Context } from "#lib/core/context.ts";
import { withComponentToken } from "#lib/tokens/index.ts";
import { isWechatError, queryAuthorization, refreshAccountToken } from "#lib/wechat/index.ts";
import { authorizationError } from "./errors.ts";

export interface ObtainedGrant {
  accountToken: string | null;
  expiresInS: number;
  refreshToken: string | null;
  permissionSetIds: number[];
}

/** Redeems the code of a signed event; when it was used or has expired, gets the same by asking anew. */
export async function redeemCode(
  ctx: Context,
  input: { componentAppId: string; appId: string; authorizationCode: string },
): Promise<ObtainedGrant> {
  const { componentAppId, appId, authorizationCode } = input;
  try {
    const answer = await withComponentToken(ctx, componentAppId, (componentToken) =>
      queryAuthorization(ctx.wechat, { componentAppId, componentToken, authorizationCode }),
    );
    if (answer.appId !== appId) throw authorizationError("authorization_mismatch", { appId, componentAppId });
    return answer;
  } catch (error) {
    if (!isWechatError(error, 61009, 61010)) throw error;
    ctx.log.info({ componentAppId, appId, errcode: error.data.errcode }, "The code was used or expired; asking anew");
    return recoverGrant(ctx, { componentAppId, appId });
  }
}

/**
 * Gets an account's tokens and permission sets without a code: WeChat tells the refresh token with the details.
 * @throws AppError grant_withdrawn when the merchant has taken the authorization back
 */
export async function recoverGrant(
  ctx: Context,
  input: { componentAppId: string; appId: string },
): Promise<ObtainedGrant> {
  const { componentAppId, appId } = input;
  try {
    const { refreshToken, permissionSetIds } = await readAccount(ctx, input);
    if (refreshToken === null) return { accountToken: null, expiresInS: 0, refreshToken, permissionSetIds };
    const token = await withComponentToken(ctx, componentAppId, (componentToken) =>
      refreshAccountToken(ctx.wechat, { componentAppId, componentToken, appId, refreshToken }),
    );
    return { ...token, permissionSetIds };
  } catch (error) {
    if (isWechatError(error, 61003)) throw authorizationError("grant_withdrawn", { componentAppId, appId });
    throw error;
  }
}

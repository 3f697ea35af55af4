import type { Context } from "#lib/core/context.ts";
import { isAppError } from "#lib/core/errors.ts";
import type { Job } from "#lib/jobs/index.ts";
import { checkPlatformKind, findPlatform, noteRefusedIp } from "#lib/platforms/index.ts";
import { errcodeOf, getApiQuota } from "#lib/wechat/index.ts";
import { withComponentToken } from "./component-token.ts";

/** A call that changes nothing; its path is one that the component token may ask about. */
const harmless = { path: "/cgi-bin/component/api_get_authorizer_list" };

/**
 * Gets the platform a component token, and tries one harmless call with it: only WeChat's answer shows that
 * this server's address is accepted. A failure stays readable as the token's health; nothing is repeated.
 */
export const checkPlatformJob: Job<{ componentAppId: string }> = {
  kind: checkPlatformKind,
  maxAttempts: 1,
  async run(ctx: Context, { componentAppId }) {
    try {
      await withComponentToken(ctx, componentAppId, (componentToken) =>
        getApiQuota(ctx.wechat, { componentToken, ...harmless }),
      );
    } catch (error) {
      if (!isAppError(error)) throw error;
      ctx.log.info({ componentAppId, code: error.code, errcode: errcodeOf(error) }, "A platform's check failed");
      return undefined;
    }
    const { refusedIpAddress } = await findPlatform(ctx, componentAppId);
    if (refusedIpAddress !== null) await noteRefusedIp(ctx, { componentAppId, ipAddress: null });
    return undefined;
  },
};

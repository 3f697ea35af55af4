import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { newId } from "#lib/core/ids.ts";
import { isWechatError, refreshAccountToken } from "#lib/wechat/index.ts";
import { isTroubleOfPlatform, withComponentToken } from "./component-token.ts";
import { failureFacts, tokenError } from "./errors.ts";
import type { TokenKind } from "./obtain-token.ts";
import { recoverRefreshTokens } from "./recover-refresh-tokens.ts";
import { historyPlace } from "./seal-token.ts";
import { insertHistory, readToken } from "./store.ts";
import { withToken } from "./with-token.ts";

/** Many accounts may lose their refresh token at once; one sweep serves all of them. */
const recoverEveryMs = 60_000;

const accountKind: TokenKind = {
  marginMs: 5 * 60_000,
  async withoutSource(_ctx, key, row) {
    return tokenError(
      row?.lastErrorCode === "authorization_lost" ? "authorization_lost" : "authorization_missing",
      key,
    );
  },
  async buy(ctx, key, row, refreshToken) {
    try {
      const bought = await withComponentToken(ctx, key.componentAppId, (componentToken) =>
        refreshAccountToken(ctx.wechat, { ...key, componentToken, refreshToken }),
      );
      return { token: bought.accountToken, expiresInS: bought.expiresInS, source: bought.refreshToken };
    } catch (error) {
      if (!isWechatError(error, 61023, 61003)) throw error;
      if (isWechatError(error, 61023)) {
        ctx.log.warn(key, "WeChat does not know the refresh token; looking for it in the list of accounts");
        await recoverRefreshTokens(ctx, key.componentAppId, { everyMs: recoverEveryMs });
        const now = await readToken(ctx, key);
        if (now !== null && now.version > row.version) return "source_replaced";
      }
      const { lastErrcode: errcode, lastRid: rid } = failureFacts(error);
      throw tokenError("authorization_lost", { ...key, errcode, rid }, error);
    }
  },
  isElsewhere: isTroubleOfPlatform,
  async onBought(ctx, key, bought, previous) {
    if (bought.source === undefined || bought.source === previous) return;
    const seenAt = ctx.clock.now();
    const id = newId(seenAt);
    const refreshToken = ctx.keyring.seal(bought.source, historyPlace(id));
    await insertHistory(ctx, [{ ...key, id, refreshToken, origin: "refreshed", seenAt }]);
  },
  async onFailed(ctx, key, row, error) {
    const { lastErrorCode, lastErrcode } = failureFacts(error);
    if (lastErrorCode !== "authorization_lost" || row.lastErrorCode === "authorization_lost") return;
    const object = { kind: "account", id: key.appId };
    await recordAudit(ctx, {
      action: "accounts.lose",
      outcome: "failed",
      object,
      ...key,
      detail: { errcode: lastErrcode },
    });
  },
};

/**
 * Runs `work` with a merchant account's token; with a fresh one once more when WeChat refuses it. The
 * token must not outlive `work`.
 * @throws AppError authorization_missing, authorization_lost (ask the merchant again), ticket_missing,
 * token_cooling, token_busy, or what `work` throws
 */
export function withAccountToken<T>(
  ctx: Context,
  account: { componentAppId: string; appId: string },
  work: (accountToken: string) => Promise<T>,
): Promise<T> {
  const { componentAppId, appId } = account;
  return withToken(ctx, accountKind, { componentAppId, appId }, work);
}

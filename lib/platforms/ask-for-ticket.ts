import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { errcodeOf, isWechatError, startTicketPush } from "#lib/wechat/index.ts";
import { noteRefusedIp } from "./note-facts.ts";
import { openPlatformSecrets } from "./open-platform-secrets.ts";
import { claimTicketRequest } from "./store.ts";

/** Often enough to recover within a minute, seldom enough not to wear WeChat out. */
const askEveryMs = 60_000;

/** Asks WeChat to push tickets again (api_start_push_ticket). `normal`: the push had not stopped. */
export async function askForTicket(
  ctx: Context,
  input: { componentAppId: string },
): Promise<{ state: "restarted" | "normal" }> {
  requirePermission(ctx, "platforms.manage");
  const { componentAppId } = input;
  const { appSecret } = await openPlatformSecrets(ctx, componentAppId);
  const entry = {
    action: "platforms.ask_for_ticket",
    object: { kind: "platform", id: componentAppId },
    componentAppId,
  };
  try {
    const answer = await startTicketPush(ctx.wechat, { componentAppId, appSecret });
    await ctx.store.tx(async () => {
      await claimTicketRequest(ctx, componentAppId, ctx.clock.now(), 0);
      await recordAudit(ctx, { ...entry, detail: { state: answer.state } });
    });
    return answer;
  } catch (error) {
    if (isWechatError(error, 61004) && error.data.ipAddress !== undefined)
      await noteRefusedIp(ctx, { componentAppId, ipAddress: error.data.ipAddress });
    await ctx.store.tx(() => recordAudit(ctx, { ...entry, outcome: "failed", detail: { errcode: errcodeOf(error) } }));
    throw error;
  }
}

/**
 * What the console does by itself when WeChat says that the ticket is gone (61005, 61006): at most once a
 * minute over all processes, and quietly: the caller reports its own trouble. @returns whether it asked.
 */
export async function askForTicketQuietly(ctx: Context, componentAppId: string): Promise<boolean> {
  const mayAsk = await ctx.store.tx(() => claimTicketRequest(ctx, componentAppId, ctx.clock.now(), askEveryMs));
  if (!mayAsk) return false;
  try {
    const { appSecret } = await openPlatformSecrets(ctx, componentAppId);
    const { state } = await startTicketPush(ctx.wechat, { componentAppId, appSecret });
    ctx.log.info({ componentAppId, state }, "Asked WeChat for a new ticket");
  } catch (error) {
    ctx.log.warn({ componentAppId, errcode: errcodeOf(error) }, "Asking WeChat for a new ticket failed");
  }
  return true;
}

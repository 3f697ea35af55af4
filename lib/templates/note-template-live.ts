import type { Context } from "#lib/core/context.ts";
import { removeTemplateLive, saveTemplateLive } from "./store.ts";

/** A release put this template live on the account. Joins the caller's transaction. */
export function noteTemplateLive(
  ctx: Context,
  live: { appId: string; componentAppId: string; templateId: string; version: string },
): Promise<void> {
  return saveTemplateLive(ctx.store, { ...live, releasedAt: ctx.clock.now() });
}

/** A roll-back took it away. Joins the caller's transaction. */
export function forgetTemplateLive(ctx: Context, appId: string): Promise<void> {
  return removeTemplateLive(ctx.store, appId);
}

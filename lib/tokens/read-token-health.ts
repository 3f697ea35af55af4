import type { Context } from "#lib/core/context.ts";
import type { TokenHealth } from "#lib/platforms/contract.ts";
import { tokenHealthOf } from "#lib/platforms/index.ts";
import { readToken, type TokenRow } from "./store.ts";

/** Health of a platform's component token: times and error codes, never the token. */
export async function componentTokenHealth(ctx: Context, componentAppId: string): Promise<TokenHealth> {
  return healthOf(await readToken(ctx, { componentAppId, appId: "" }), ctx.clock.now());
}

/** Health of a merchant account's token. */
export async function accountTokenHealth(
  ctx: Context,
  account: { componentAppId: string; appId: string },
): Promise<TokenHealth> {
  return healthOf(await readToken(ctx, account), ctx.clock.now());
}

function healthOf(row: TokenRow | null, nowMs: number): TokenHealth {
  return tokenHealthOf(row && { ...row, hasSource: row.source !== null, hasToken: row.token !== null }, nowMs);
}

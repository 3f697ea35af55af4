import type { Place } from "#lib/core/cipher.ts";
import type { Context } from "#lib/core/context.ts";
import { isAppError } from "#lib/core/errors.ts";
import type { TokenKey } from "./store.ts";

export function placeOf(key: TokenKey, column: "source" | "token"): Place {
  return { table: "tokens", row: `${key.componentAppId}/${key.appId}`, column };
}

export function historyPlace(id: string): Place {
  return { table: "refresh_token_history", row: id, column: "refresh_token" };
}

/** Opens a sealed value; a data key added by another process is fetched first. @throws AppError seal_broken */
export async function openSealed(ctx: Context, sealed: Buffer, place: Place): Promise<string> {
  try {
    return ctx.keyring.open(sealed, place);
  } catch (error) {
    if (!isAppError(error) || error.code !== "key_unknown") throw error;
    await ctx.keyring.reload();
    return ctx.keyring.open(sealed, place);
  }
}

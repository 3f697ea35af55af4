import { accountIdOfOriginal } from "#lib/accounts/index.ts";
import type { Context } from "#lib/core/context.ts";
import type { CallbackAddress } from "./address.ts";
import { refusal } from "./errors.ts";
import type { Push } from "./read-push.ts";

const keepMs = 60_000;
const mostKept = 10_000;

/**
 * Tells whose push it is. The message address names an account, but the address is not signed: the gh_… id
 * inside is, so a push at another account's address is refused as soon as we know whose id it is.
 */
export function createAccountFinder(ctx: Context) {
  const kept = new Map<string, { appId: string; at: number }>();

  async function find(componentAppId: string, originalId: string): Promise<string | null> {
    const key = `${componentAppId} ${originalId}`;
    const found = kept.get(key);
    if (found && performance.now() - found.at < keepMs) return found.appId;
    const appId = await accountIdOfOriginal(ctx, componentAppId, originalId);
    if (appId === null) return null;
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, { appId, at: performance.now() });
    return appId;
  }

  /** @returns null for the platform's own and for an account we do not know. @throws AppError callback_malformed */
  return async function accountOfPush(address: CallbackAddress, push: Push): Promise<string | null> {
    if (address.target === "events" || push.originalId === null) return push.appId;
    const known = await find(address.componentAppId, push.originalId);
    if (known !== null && address.appId !== null && known !== address.appId)
      throw refusal("callback_malformed", "the address names another account than the message");
    return address.appId ?? known;
  };
}

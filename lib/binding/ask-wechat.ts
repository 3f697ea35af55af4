import { basicSet, bindingSet, type FoundAccount } from "#lib/accounts/index.ts";
import type { Context } from "#lib/core/context.ts";
import { withAccountToken } from "#lib/tokens/index.ts";
import { errcodeOf, getOpenAccount, haveOpenAccount, isWechatError } from "#lib/wechat/index.ts";
import type { BindingRow } from "./store.ts";

export type Answer = Omit<BindingRow, "appId" | "askedAt">;

const nothing = { openAppId: null, unknownReason: null, missingPermissionSetId: null, errcode: null, rid: null };
/** The set is not granted: 48001 usually, 61007 by another reading (wechat-wire.md §D). */
const notGranted = [48001, 61007];
const boundToNothing = 89002;

/**
 * Asks WeChat for an account's open account: open/get with set 24/25; without it open/have, which at least
 * tells whether there is one. A missing permission is `unknown`, never `unbound`.
 * @throws when WeChat could not be asked at all (no token, no answer, quota)
 */
export async function askWechat(ctx: Context, account: FoundAccount): Promise<Answer> {
  const { componentAppId, appId } = account;
  const kind = account.kind === "mini_program" ? "mini_program" : "official_account";
  const ask = <T>(call: (accountToken: string) => Promise<T>) => withAccountToken(ctx, { componentAppId, appId }, call);
  try {
    const { openAppId } = await ask((accountToken) => getOpenAccount(ctx.wechat, { accountToken, appId }));
    return { ...nothing, state: "bound", openAppId, askedWith: "open/get" };
  } catch (error) {
    if (isWechatError(error, boundToNothing)) return { ...nothing, state: "unbound", askedWith: "open/get" };
    if (!isWechatError(error, ...notGranted)) throw error;
  }
  try {
    const { haveOpen } = await ask((accountToken) => haveOpenAccount(ctx.wechat, { accountToken }));
    if (!haveOpen) return { ...nothing, state: "unbound", askedWith: "open/have" };
    return { ...nothing, state: "bound_id_unknown", missingPermissionSetId: bindingSet[kind], askedWith: "open/have" };
  } catch (error) {
    if (!isWechatError(error, ...notGranted)) throw error;
    const granted = account.permissionSetIds;
    return {
      ...nothing,
      state: "unknown",
      unknownReason: "permission_missing",
      // With the set granted and still refused, WeChat means the account, not the grant.
      missingPermissionSetId: granted.includes(bindingSet[kind]) ? basicSet[kind] : bindingSet[kind],
      askedWith: "open/have",
      errcode: errcodeOf(error),
      rid: error.data.rid,
    };
  }
}

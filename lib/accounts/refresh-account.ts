import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { withComponentToken } from "#lib/tokens/index.ts";
import { getAccountInfo } from "#lib/wechat/index.ts";
import type { Account } from "./contract.ts";
import { accountNotFound } from "./errors.ts";
import { findAccount } from "./find-accounts.ts";
import { getAccount } from "./get-account.ts";
import { type ReadAccount, saveAccountDetails } from "./save-account-details.ts";

/** Asks WeChat for one account's details. Stores nothing. */
export async function readAccount(ctx: Context, input: { componentAppId: string; appId: string }) {
  const { componentAppId, appId } = input;
  const read = await withComponentToken(ctx, componentAppId, (componentToken) =>
    getAccountInfo(ctx.wechat, { componentAppId, componentToken, appId }),
  );
  const permissionSetIds = read.permissionSets.map((set) => set.id);
  return { componentAppId, appId, info: read.info, permissionSetIds, refreshToken: read.refreshToken };
}

/** Reads the account from WeChat again, at a person's wish. @throws AppError account_not_found */
export async function refreshAccount(ctx: Context, input: { appId: string }): Promise<Account> {
  requirePermission(ctx, "accounts.refresh");
  const found = await findAccount(ctx, input.appId);
  if (!found) throw accountNotFound(input.appId);
  const { componentAppId, appId } = found;
  const read: ReadAccount = await readAccount(ctx, { componentAppId, appId });
  await ctx.store.tx(async () => {
    await saveAccountDetails(ctx, [read]);
    const object = { kind: "account", id: appId, name: read.info.nickName };
    await recordAudit(ctx, { action: "accounts.refresh", object, appId, componentAppId });
  });
  return getAccount(ctx, input);
}

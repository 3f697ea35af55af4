import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { isAppError } from "#lib/core/errors.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { withAccountToken, withComponentToken } from "#lib/tokens/index.ts";
import { errcodeOf, getAccountInfo, getVersionInfo } from "#lib/wechat/index.ts";
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

const codeSet = 18;

/**
 * The version that is live, for Mini Programs whose code we may manage. Undefined when WeChat did not say:
 * the details are worth keeping without it.
 */
export async function readLiveVersion(ctx: Context, read: ReadAccount): Promise<string | null | undefined> {
  if (read.info.kind !== "mini_program" || !read.permissionSetIds.includes(codeSet)) return undefined;
  try {
    const { live } = await withAccountToken(ctx, read, (accountToken) => getVersionInfo(ctx.wechat, { accountToken }));
    return live?.version ?? null;
  } catch (error) {
    const code = isAppError(error) ? error.code : "unknown";
    ctx.log.info({ appId: read.appId, code, errcode: errcodeOf(error) }, "The live version could not be read");
    return undefined;
  }
}

/** Reads the account from WeChat again, at a person's wish. @throws AppError account_not_found */
export async function refreshAccount(ctx: Context, input: { appId: string }): Promise<Account> {
  requirePermission(ctx, "accounts.refresh");
  const found = await findAccount(ctx, input.appId);
  if (!found) throw accountNotFound(input.appId);
  const { componentAppId, appId } = found;
  const { refreshToken: _unused, ...read } = await readAccount(ctx, { componentAppId, appId });
  const liveVersion = await readLiveVersion(ctx, read);
  await ctx.store.tx(async () => {
    await saveAccountDetails(ctx, [{ ...read, liveVersion }]);
    const object = { kind: "account", id: appId, name: read.info.nickName };
    await recordAudit(ctx, { action: "accounts.refresh", object, appId, componentAppId });
  });
  return getAccount(ctx, input);
}

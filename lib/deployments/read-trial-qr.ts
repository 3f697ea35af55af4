import { findAccount } from "#lib/accounts/index.ts";
import type { Context } from "#lib/core/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { withAccountToken } from "#lib/tokens/index.ts";
import { getCategories, getTrialQrCode, isWechatError } from "#lib/wechat/index.ts";
import type { DeploymentErrorCode } from "./errors.ts";
import type { StoredCategory } from "./store.ts";
import { selectTargetsOf } from "./targets.store.ts";

/** The QR code of the account's trial version, fresh from WeChat. @throws AppError trial_missing */
export async function readTrialQr(ctx: Context, input: { appId: string }): Promise<{ dataUrl: string }> {
  requirePermission(ctx, "deployments.read");
  const account = await platformOfAccount(ctx, input.appId);
  try {
    const jpeg = await withAccountToken(ctx, account, (accountToken) => getTrialQrCode(ctx.wechat, { accountToken }));
    return { dataUrl: `data:image/jpeg;base64,${jpeg.toString("base64")}` };
  } catch (error) {
    if (isWechatError(error, 86000, 86001, 85086)) throw missing(input.appId);
    throw error;
  }
}

/** The categories that the account may name when it submits for review. */
export async function listCategories(ctx: Context, input: { appId: string }): Promise<StoredCategory[]> {
  requirePermission(ctx, "deployments.read");
  const account = await platformOfAccount(ctx, input.appId);
  const all = await withAccountToken(ctx, account, (accountToken) => getCategories(ctx.wechat, { accountToken }));
  return all.map((item) => ({
    firstId: Number(item.firstId),
    firstName: item.firstName,
    secondId: Number(item.secondId),
    secondName: item.secondName,
    thirdId: item.thirdId === undefined ? null : Number(item.thirdId),
    thirdName: item.thirdName ?? null,
  }));
}

async function platformOfAccount(ctx: Context, appId: string) {
  const [target] = await selectTargetsOf(ctx.store, appId, 1);
  const account = await findAccount(ctx, appId);
  const componentAppId = target?.componentAppId ?? account?.componentAppId;
  if (!componentAppId) throw missing(appId);
  return { appId, componentAppId };
}

function missing(appId: string) {
  return new AppError<DeploymentErrorCode>("trial_missing", { kind: "not_found", data: { appId } });
}

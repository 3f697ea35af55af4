import { findAccount, findAccounts, saveGrant } from "#lib/accounts/index.ts";
import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { isAppError } from "#lib/core/errors.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { saveAuthorization } from "#lib/tokens/index.ts";
import { authorizationError } from "./errors.ts";
import { type ObtainedGrant, recoverGrant } from "./obtain-grant.ts";
import { closeUnclaimed } from "./park-grant.ts";
import { readOpenUnclaimed, readUnclaimed } from "./store.ts";

const shown = 200;

/** Signed authorizations that match no open invitation, the newest first. */
export async function listUnclaimed(ctx: Context) {
  requirePermission(ctx, "invitations.read");
  const rows = await readOpenUnclaimed(ctx.store, shown);
  const known = await findAccounts(
    ctx,
    rows.map((row) => row.appId),
  );
  const names = new Map(known.map((account) => [account.appId, account.name]));
  return rows.map(({ id, componentAppId, appId, receivedAt, reason }) => ({
    id,
    componentAppId,
    appId,
    accountName: names.get(appId) ?? null,
    receivedAt,
    reason,
  }));
}

/**
 * A person vouches for an unclaimed authorization and says whose it is. Its code has long expired, so the
 * tokens are asked for anew. @throws AppError unclaimed_not_found, grant_withdrawn
 */
export async function claimGrant(
  ctx: Context,
  input: { id: string; merchantReference: string },
): Promise<{ appId: string }> {
  requirePermission(ctx, "invitations.claim");
  const row = await readUnclaimed(ctx.store, input.id);
  if (row?.state !== "open") throw authorizationError("unclaimed_not_found");
  const { componentAppId, appId } = row;
  const key = { componentAppId, appId };
  const obtained = await recoverOrClose(ctx, key);
  await ctx.store.tx(async () => {
    const fresh = await readUnclaimed(ctx.store, input.id);
    if (fresh?.state !== "open") throw authorizationError("unclaimed_not_found");
    const before = await findAccount(ctx, appId);
    await saveAuthorization(ctx, { ...key, ...obtained, authorizedAt: fresh.eventAt });
    await saveGrant(ctx, {
      ...key,
      kind: "authorized",
      eventAt: fresh.eventAt,
      permissionSetIds: obtained.permissionSetIds,
      merchantReference: input.merchantReference,
    });
    await closeUnclaimed(ctx, key, "claimed");
    await recordAudit(ctx, {
      action: "accounts.claim",
      object: { kind: "account", id: appId, name: before?.name ?? null },
      ...key,
      detail: { reference: input.merchantReference, reason: fresh.reason },
    });
  });
  return { appId };
}

async function recoverOrClose(ctx: Context, key: { componentAppId: string; appId: string }): Promise<ObtainedGrant> {
  try {
    return await recoverGrant(ctx, key);
  } catch (error) {
    if (isAppError(error) && error.code === "grant_withdrawn")
      await ctx.store.tx(() => closeUnclaimed(ctx, key, "withdrawn"));
    throw error;
  }
}

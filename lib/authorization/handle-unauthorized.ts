import { findAccount, readAccount, revokeGrant } from "#lib/accounts/index.ts";
import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { newId } from "#lib/core/ids.ts";
import { dropAuthorization } from "#lib/tokens/index.ts";
import { isWechatError } from "#lib/wechat/index.ts";
import { closeUnclaimed } from "./park-grant.ts";
import { insertUnclaimed, readUnclaimedOf, readWithdrawnAt } from "./store.ts";

export interface UnauthorizedEvent {
  componentAppId: string;
  appId: string;
  /** CreateTime, ms; WeChat gives whole seconds. */
  createdAt: number;
}

/**
 * Applies a merchant's revocation: the grant ends and its tokens are forgotten. One that is older than the
 * newest authorization changes nothing. @returns whether the grant is revoked now
 */
export async function handleUnauthorized(ctx: Context, event: UnauthorizedEvent): Promise<"revoked" | "outdated"> {
  const { componentAppId, appId, createdAt } = event;
  const key = { componentAppId, appId };
  if (await isUndecided(ctx, event)) if (await stillStands(ctx, key)) return "outdated";
  return ctx.store.tx(async () => {
    const account = await findAccount(ctx, appId);
    const grant = account?.grants.find((item) => item.componentAppId === componentAppId);
    const parked = await readUnclaimedOf(ctx.store, key);
    if (parked && parked.eventAt <= createdAt) await closeUnclaimed(ctx, key, "withdrawn", createdAt);
    else if (!grant && !parked) await noteWithdrawn(ctx, event);
    if (grant?.state === "revoked") return "revoked";
    if (!(await revokeGrant(ctx, { ...key, eventAt: createdAt }))) return "outdated";
    await dropAuthorization(ctx, key);
    await recordAudit(ctx, {
      action: "accounts.revoke",
      object: { kind: "account", id: appId, name: account?.name ?? null },
      ...key,
      detail: { reference: account?.merchantReference ?? null, found: "event" },
    });
    return "revoked";
  });
}

/** Authorization and revocation within one second: their CreateTimes do not say which came last. */
async function isUndecided(ctx: Context, { componentAppId, appId, createdAt }: UnauthorizedEvent): Promise<boolean> {
  const account = await findAccount(ctx, appId);
  const grant = account?.grants.find((item) => item.componentAppId === componentAppId);
  return grant?.state === "authorized" && grant.eventAt === createdAt;
}

async function stillStands(ctx: Context, key: { componentAppId: string; appId: string }): Promise<boolean> {
  try {
    await readAccount(ctx, key);
    return true;
  } catch (error) {
    if (isWechatError(error, 61003)) return false;
    throw error;
  }
}

/** Remembers the revocation of a grant that we never held: its authorization may still arrive, late. */
async function noteWithdrawn(ctx: Context, { componentAppId, appId, createdAt }: UnauthorizedEvent): Promise<void> {
  if ((await readWithdrawnAt(ctx.store, { componentAppId, appId })) >= createdAt) return;
  const nowMs = ctx.clock.now();
  await insertUnclaimed(ctx.store, {
    id: newId(nowMs),
    componentAppId,
    appId,
    receivedAt: nowMs,
    eventAt: createdAt,
    reason: "no_invitation",
    invitationId: null,
    state: "withdrawn",
    endedAt: nowMs,
  });
}

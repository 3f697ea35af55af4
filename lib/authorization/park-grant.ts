import { countUnclaimed } from "#lib/accounts/index.ts";
import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { newId } from "#lib/core/ids.ts";
import { type InvitationRow, insertUnclaimed, readUnclaimedOf, type UnclaimedRow, updateUnclaimed } from "./store.ts";

interface Parked {
  componentAppId: string;
  appId: string;
  eventAt: number;
  reason: UnclaimedRow["reason"];
  invitation: InvitationRow | null;
}

/** Keeps a signed authorization apart that nobody of ours asked for. One open row an account. Inside tx. */
export async function parkGrant(ctx: Context, { invitation, ...parked }: Parked): Promise<void> {
  const { componentAppId, appId, eventAt, reason } = parked;
  const nowMs = ctx.clock.now();
  const open = await readUnclaimedOf(ctx.store, parked);
  if (open && open.eventAt >= eventAt) return;
  const facts = { eventAt, reason, invitationId: invitation?.id ?? null };
  if (open) await updateUnclaimed(ctx.store, open.id, facts);
  else {
    const row = { id: newId(nowMs), componentAppId, appId, ...facts, receivedAt: nowMs, endedAt: null };
    await insertUnclaimed(ctx.store, { ...row, state: "open" });
    await countUnclaimed(ctx, 1);
  }
  await recordAudit(ctx, {
    action: "accounts.park",
    object: { kind: "account", id: appId },
    appId,
    componentAppId,
    outcome: "denied",
    detail: { reason, reference: invitation?.merchantReference ?? null },
  });
}

/** Ends the account's open unclaimed grant, if there is one. Inside tx. */
export async function closeUnclaimed(
  ctx: Context,
  key: { componentAppId: string; appId: string },
  state: "claimed" | "withdrawn",
  eventAt?: number,
): Promise<boolean> {
  const open = await readUnclaimedOf(ctx.store, key);
  if (!open) return false;
  await updateUnclaimed(ctx.store, open.id, {
    state,
    endedAt: ctx.clock.now(),
    ...(eventAt !== undefined && { eventAt }),
  });
  await countUnclaimed(ctx, -1);
  return true;
}

import type { Context } from "#lib/core/context.ts";
import { newId } from "#lib/core/ids.ts";
import { withGrant } from "./save-grant.ts";
import { changeAccounts, insertGrantEvents } from "./store.ts";

/**
 * Records that a merchant took the authorization back. Inside tx. The permission sets stay in the history;
 * the binding becomes unknown, since nobody may ask WeChat about it any more.
 * @returns false when there was no standing grant, or a newer event was applied before.
 */
export async function revokeGrant(
  ctx: Context,
  input: { componentAppId: string; appId: string; eventAt: number },
): Promise<boolean> {
  const { componentAppId, appId, eventAt } = input;
  const nowMs = ctx.clock.now();
  const changed = await changeAccounts(ctx.store, [appId], (_, before) => {
    const old = before?.grants.find((grant) => grant.componentAppId === componentAppId);
    if (!before || !old || old.state === "revoked" || old.eventAt > eventAt) return null;
    const grants = withGrant(before, { ...old, state: "revoked", revokedAt: eventAt, eventAt });
    const stands = grants.some((grant) => grant.state === "authorized");
    return { account: stands ? before.account : { ...before.account, bindingState: "unknown" }, grants };
  });
  const change = changed.get(appId);
  if (!change) return false;
  const held = change.before?.grants.find((grant) => grant.componentAppId === componentAppId);
  await insertGrantEvents(ctx.store, [
    {
      id: newId(nowMs),
      appId,
      componentAppId,
      at: eventAt,
      kind: "revoked",
      permissionSetIds: [],
      added: [],
      removed: held?.permissionSetIds ?? [],
      invitationId: null,
      merchantReference: change.after.account.merchantReference,
    },
  ]);
  return true;
}

import type { Context } from "#lib/core/context.ts";
import { newId } from "#lib/core/ids.ts";
import type { AccountInfo } from "#lib/wechat/index.ts";
import type { GrantEventRow, GrantRow } from "./rows.store.ts";
import { withGrant } from "./save-grant.ts";
import { changeAccounts, insertGrantEvents } from "./store.ts";

export interface ReadAccount {
  componentAppId: string;
  appId: string;
  info: AccountInfo;
  permissionSetIds: number[];
  /** Undefined: not asked; what is known stays. */
  liveVersion?: string | null | undefined;
}

/**
 * Keeps what api_get_authorizer_info said about some accounts of a platform. Inside tx. Permission sets are
 * read again each time: a re-authorization may have shrunk them. Accounts unknown to us are left out.
 */
export async function saveAccountDetails(ctx: Context, read: readonly ReadAccount[]): Promise<void> {
  const nowMs = ctx.clock.now();
  const byApp = new Map(read.map((item) => [item.appId, item]));
  const events: GrantEventRow[] = [];
  await changeAccounts(ctx.store, [...byApp.keys()], (appId, before) => {
    const item = byApp.get(appId);
    const old = before?.grants.find((grant) => grant.componentAppId === item?.componentAppId);
    if (!before || !item || !old) return null;
    const { info, permissionSetIds } = item;
    const first = before.account.detailsReadAt === null;
    const event = setsChanged(old, permissionSetIds, first);
    if (event)
      events.push({ id: newId(nowMs), at: nowMs, merchantReference: before.account.merchantReference, ...event });
    return {
      account: {
        ...before.account,
        name: info.nickName || appId,
        logoUrl: info.logoUrl,
        kind: kindOf(info),
        principal: info.principalName,
        originalId: info.originalId || null,
        details: info as unknown as Record<string, unknown>,
        liveVersion: item.liveVersion === undefined ? before.account.liveVersion : item.liveVersion,
        detailsReadAt: nowMs,
        detailsDueAt: null,
        detailsAttempts: 0,
        detailsErrcode: null,
      },
      grants: withGrant(before, { ...old, permissionSetIds }),
    };
  });
  await insertGrantEvents(ctx.store, events);
}

function kindOf(info: AccountInfo): GrantRow["kind"] {
  if (info.kind === "mini_program") return "mini_program";
  return info.serviceType.name === "service" ? "service_account" : "subscription_account";
}

function setsChanged(old: GrantRow, now: number[], first: boolean) {
  const added = now.filter((id) => !old.permissionSetIds.includes(id));
  const removed = old.permissionSetIds.filter((id) => !now.includes(id));
  // An import only learns the sets here; its first reading is the history's first entry.
  const imported = first && old.permissionSetIds.length === 0;
  if (!imported && added.length === 0 && removed.length === 0) return null;
  return {
    appId: old.appId,
    componentAppId: old.componentAppId,
    kind: imported ? ("imported" as const) : ("updated" as const),
    permissionSetIds: now,
    added,
    removed,
    invitationId: null,
  };
}

import type { Context } from "#lib/core/context.ts";
import { newId } from "#lib/core/ids.ts";
import { enqueue } from "#lib/jobs/index.ts";
import { type Aggregate, emptyAccount, emptyGrant } from "./aggregate.ts";
import { dueFirst, readDetailsKind } from "./details-due.ts";
import { kindOfSets } from "./permission-needs.ts";
import type { GrantRow } from "./rows.store.ts";
import { changeAccounts, insertGrantEvents } from "./store.ts";

export interface SaveGrantInput {
  componentAppId: string;
  appId: string;
  kind: "authorized" | "updated" | "recovered";
  /** CreateTime of the signed event (ms). */
  eventAt: number;
  permissionSetIds: number[];
  invitationId?: string | null;
  /** Written to the account when given; an update without one keeps what is there. */
  merchantReference?: string;
}

/**
 * Records that an account stands authorized with these permission sets, and asks for its details. Inside tx.
 * @returns false when a newer event was applied before: nothing is changed then.
 */
export async function saveGrant(ctx: Context, input: SaveGrantInput): Promise<boolean> {
  const { componentAppId, appId, eventAt } = input;
  const nowMs = ctx.clock.now();
  const changed = await changeAccounts(ctx.store, [appId], (_, before) => {
    const account = before?.account ?? emptyAccount(appId, nowMs);
    const old = before?.grants.find((grant) => grant.componentAppId === componentAppId);
    if (old && old.eventAt > eventAt) return null;
    const grant: GrantRow = {
      ...(old ?? emptyGrant(appId, componentAppId)),
      state: "authorized",
      authorizedAt: old?.state === "authorized" && input.kind === "updated" ? old.authorizedAt : eventAt,
      revokedAt: null,
      eventAt,
      permissionSetIds: input.permissionSetIds,
      invitationId: input.invitationId ?? old?.invitationId ?? null,
    };
    const guessed = kindOfSets(input.permissionSetIds);
    const kind = account.details === null && guessed === "official_account" ? "service_account" : account.kind;
    const merchantReference = input.merchantReference ?? account.merchantReference;
    const due = { detailsDueAt: dueFirst, detailsAttempts: 0, detailsErrcode: null };
    return { account: { ...account, ...due, kind, merchantReference }, grants: withGrant(before, grant) };
  });
  const change = changed.get(appId);
  if (!change) return false;
  await enqueue(ctx, { kind: readDetailsKind }, {}, { uniqueKey: "every" });
  const old = change.before?.grants.find((grant) => grant.componentAppId === componentAppId);
  const held = old?.state === "authorized" ? old.permissionSetIds : [];
  await insertGrantEvents(ctx.store, [
    {
      id: newId(nowMs),
      appId,
      componentAppId,
      at: eventAt,
      kind: input.kind,
      permissionSetIds: input.permissionSetIds,
      added: input.permissionSetIds.filter((id) => !held.includes(id)),
      removed: held.filter((id) => !input.permissionSetIds.includes(id)),
      invitationId: input.invitationId ?? null,
      merchantReference: change.after.account.merchantReference,
    },
  ]);
  return true;
}

export function withGrant(before: Aggregate | null, grant: GrantRow): GrantRow[] {
  const others = (before?.grants ?? []).filter((item) => item.componentAppId !== grant.componentAppId);
  return [...others, grant];
}

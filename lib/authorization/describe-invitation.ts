import { findAccounts } from "#lib/accounts/index.ts";
import type { Context } from "#lib/core/context.ts";
import { listPlatforms } from "#lib/platforms/index.ts";
import type { Invitation } from "./contract.ts";
import { stateAt } from "./invitation-state.ts";
import { findPreset } from "./presets.ts";
import type { InvitationRow } from "./store.ts";

/** Addresses that lead one merchant through one invitation. */
export function linksOf(ctx: Context, code: string): Invitation["links"] {
  const page = `${ctx.env.publicUrl}/invite/${code}`;
  return { page, pc: `${page}/pc`, phone: `${page}/h5` };
}

/** Invitations as the contract shows them. */
export async function describeInvitations(ctx: Context, rows: readonly InvitationRow[]): Promise<Invitation[]> {
  const nowMs = ctx.clock.now();
  const platforms = new Map((await listPlatforms(ctx)).map((platform) => [platform.componentAppId, platform]));
  const appIds = rows.flatMap((row) => (row.appId === null ? [] : [row.appId]));
  const accounts = new Map((await findAccounts(ctx, appIds)).map((account) => [account.appId, account]));
  return rows.map((row) => {
    const platform = platforms.get(row.componentAppId);
    const account = row.appId === null ? undefined : accounts.get(row.appId);
    const links = linksOf(ctx, row.code);
    return {
      id: row.id,
      code: row.code,
      componentAppId: row.componentAppId,
      platformName: platform?.name ?? row.componentAppId,
      merchantReference: row.merchantReference,
      merchantName: row.merchantName,
      accountKind: row.accountKind,
      fixedAppId: row.fixedAppId,
      presetId: row.presetId,
      presetName: row.presetId === null ? null : (findPreset(row.presetId)?.name ?? null),
      permissionSetIds: row.permissionSetIds,
      state: stateAt(row, nowMs),
      createdBy: row.createdBy,
      createdAt: row.createdAt,
      expiresAt: row.expiresAt,
      openedAt: row.openedAt,
      openedOn: row.openedOn,
      choosingUntil: row.choosingUntil,
      authorizedAt: row.authorizedAt,
      account:
        row.appId === null
          ? null
          : { appId: row.appId, name: account?.name ?? row.appId, logoUrl: account?.logoUrl ?? null },
      cancelledAt: row.cancelledAt,
      links,
      phoneUrl: platform?.demo ? links.phone : null,
    };
  });
}

export async function describeInvitation(ctx: Context, row: InvitationRow): Promise<Invitation> {
  const [described] = await describeInvitations(ctx, [row]);
  if (!described) throw new Error("An invitation without a description");
  return described;
}

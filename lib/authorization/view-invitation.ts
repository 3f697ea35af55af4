import { findAccount } from "#lib/accounts/index.ts";
import type { Context } from "#lib/core/context.ts";
import { findPlatform } from "#lib/platforms/index.ts";
import { permissionSet } from "#lib/wechat/index.ts";
import type { Invitation, InvitationState } from "./contract.ts";
import { linksOf } from "./describe-invitation.ts";
import { mayOpen, stateAt } from "./invitation-state.ts";
import { findByCode, openInvitation } from "./open-invitation.ts";
import { hasRedirected } from "./store.ts";

/** What a merchant sees of an invitation: no references, no staff, nothing of other merchants. */
export interface MerchantView {
  code: string;
  state: InvitationState;
  /** The merchant has confirmed in WeChat and the signed event is on its way. */
  waiting: boolean;
  /** Whether WeChat's page may be opened (again). */
  open: boolean;
  platformName: string;
  merchantName: string | null;
  accountKind: Invitation["accountKind"];
  expiresAt: number;
  /** What is asked for; null: whatever the platform has published. */
  permissionSets: { id: number; name: { zh: string; en: string }; description: { zh: string; en: string } }[] | null;
  /** The account that authorized. */
  accountName: string | null;
  links: Invitation["links"];
}

/**
 * The merchant's page of an invitation; notes that it was opened unless `peek`.
 * @throws AppError invitation_not_found
 */
export async function viewInvitation(ctx: Context, input: { code: string; peek?: boolean }): Promise<MerchantView> {
  if (!input.peek) await openInvitation(ctx, { code: input.code, device: "page" });
  const row = await findByCode(ctx, input.code);
  const nowMs = ctx.clock.now();
  const state = stateAt(row, nowMs);
  const platform = await findPlatform(ctx, row.componentAppId);
  const account = row.appId !== null && state === "authorized" ? await findAccount(ctx, row.appId) : null;
  return {
    code: row.code,
    state,
    waiting: state === "choosing" && (await hasRedirected(ctx.store, row.id)),
    open: mayOpen(row, nowMs),
    platformName: platform.name,
    merchantName: row.merchantName,
    accountKind: row.accountKind,
    expiresAt: row.expiresAt,
    permissionSets:
      row.permissionSetIds?.map(permissionSet).map(({ id, name, description }) => ({ id, name, description })) ?? null,
    accountName: account?.name ?? null,
    links: linksOf(ctx, row.code),
  };
}

import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { newId, newSecret } from "#lib/core/ids.ts";
import { withComponentToken } from "#lib/tokens/index.ts";
import { authorizationPageUrl, authorizationPhoneUrl, createPreAuthCode } from "#lib/wechat/index.ts";
import { linksOf } from "./describe-invitation.ts";
import { authorizationError } from "./errors.ts";
import { hashOf } from "./hash.ts";
import { mayOpen, stateAt } from "./invitation-state.ts";
import {
  countFlowsSince,
  type InvitationRow,
  insertFlow,
  lockInvitation,
  readInvitationByCode,
  updateInvitation,
} from "./store.ts";

const openingsAnHour = 30;
const hourMs = 3_600_000;
const authTypes = { official_account: 1, mini_program: 2, both: 3 } as const;

/** A code as people type it: any case, with or without the dashes. */
function normalizeCode(code: string): string {
  const letters = code.toUpperCase().replace(/[^0-9A-Z]/g, "");
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8, 12)}`;
}

/** @throws AppError invitation_not_found */
export async function findByCode(ctx: Context, code: string): Promise<InvitationRow> {
  const row = code.length > 40 ? null : await readInvitationByCode(ctx.store, normalizeCode(code));
  if (!row) throw authorizationError("invitation_not_found");
  return row;
}

/**
 * A merchant opens an invitation. For `page`, only that is noted. For `pc` and `phone`, a pre-authorization
 * code and a state are made for this very opening (codes are single use and PC and H5 cannot share one).
 * @returns where to send the browser: WeChat's page, or the invitation's own.
 * @throws AppError invitation_not_found, invitation_ended, invitation_opened_too_often, WeChat's errors
 */
export async function openInvitation(
  ctx: Context,
  input: { code: string; device: "pc" | "phone" | "page" },
): Promise<string> {
  const row = await findByCode(ctx, input.code);
  const asMerchant: Context = { ...ctx, actor: { kind: "merchant", invitationId: row.id } };
  if (input.device === "page") return notePageOpened(asMerchant, row);
  return startFlow(asMerchant, row, input.device);
}

async function notePageOpened(ctx: Context, row: InvitationRow): Promise<string> {
  const { page } = linksOf(ctx, row.code);
  if (row.state !== "created" || !mayOpen(row, ctx.clock.now())) return page;
  await ctx.store.tx(async () => {
    const fresh = await lockInvitation(ctx.store, row.id);
    if (fresh?.state !== "created") return;
    await updateInvitation(ctx.store, row.id, { state: "opened", openedAt: ctx.clock.now(), openedOn: "page" });
    await recordAudit(ctx, opened(row, "page"));
  });
  return page;
}

async function startFlow(ctx: Context, row: InvitationRow, device: "pc" | "phone"): Promise<string> {
  const { componentAppId, id } = row;
  const startedAt = ctx.clock.now();
  if (!mayOpen(row, startedAt)) throw authorizationError("invitation_ended", { state: stateAt(row, startedAt) });
  if ((await countFlowsSince(ctx.store, id, startedAt - hourMs)) >= openingsAnHour)
    throw authorizationError("invitation_opened_too_often");
  const { preAuthCode, expiresInS } = await withComponentToken(ctx, componentAppId, (componentToken) =>
    createPreAuthCode(ctx.wechat, { componentAppId, componentToken }),
  );
  const state = newSecret();
  const nowMs = ctx.clock.now();
  const expiresAt = nowMs + expiresInS * 1_000;
  await ctx.store.tx(async () => {
    const fresh = await lockInvitation(ctx.store, id);
    if (!fresh || !mayOpen(fresh, nowMs))
      throw authorizationError("invitation_ended", { state: fresh ? stateAt(fresh, nowMs) : "cancelled" });
    await insertFlow(ctx.store, {
      id: newId(nowMs),
      invitationId: id,
      componentAppId,
      device,
      stateHash: hashOf(state),
      preAuthHash: hashOf(preAuthCode),
      createdAt: nowMs,
      expiresAt,
      redirectedAt: null,
      authCodeHash: null,
      appId: null,
      completedAt: null,
    });
    await updateInvitation(ctx.store, id, {
      state: "choosing",
      openedAt: fresh.openedAt ?? nowMs,
      openedOn: device,
      choosingUntil: expiresAt,
      appId: null,
    });
    await recordAudit(ctx, opened(row, device));
  });
  const page = {
    componentAppId,
    preAuthCode,
    redirectUri: `${linksOf(ctx, row.code).page}/return/${state}`,
    authType: authTypes[row.accountKind],
    ...(row.fixedAppId !== null && { bizAppId: row.fixedAppId }),
    ...(row.permissionSetIds !== null && { categoryIds: row.permissionSetIds }),
  };
  return device === "pc"
    ? authorizationPageUrl({ mpUrl: ctx.env.wechatMpUrl, ...page })
    : authorizationPhoneUrl({ openUrl: ctx.env.wechatOpenUrl, ...page });
}

function opened(row: InvitationRow, device: string) {
  return {
    action: "invitations.open",
    object: { kind: "invitation", id: row.id, name: row.merchantReference },
    componentAppId: row.componentAppId,
    detail: { device },
  };
}

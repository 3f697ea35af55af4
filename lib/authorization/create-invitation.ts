import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { foldAll } from "#lib/core/grams.ts";
import { newCode, newId } from "#lib/core/ids.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { defaultPlatform, findPlatform } from "#lib/platforms/index.ts";
import { type CreateInvitationInput, createInvitationInput, type Invitation } from "./contract.ts";
import { describeInvitation } from "./describe-invitation.ts";
import { authorizationError } from "./errors.ts";
import { findPreset } from "./presets.ts";
import { type InvitationRow, insertInvitation } from "./store.ts";

const hourMs = 3_600_000;

/**
 * Makes an invitation for one merchant. Nothing is asked of WeChat yet: its codes are short-lived and are
 * made when the merchant opens the link. @throws AppError preset_not_found, preset_wrong_kind
 */
export async function createInvitation(ctx: Context, input: CreateInvitationInput): Promise<Invitation> {
  requirePermission(ctx, "invitations.create");
  const given = createInvitationInput.parse(input);
  const platform = given.componentAppId ? await findPlatform(ctx, given.componentAppId) : await defaultPlatform(ctx);
  const preset = given.presetId === undefined ? null : findPreset(given.presetId);
  if (given.presetId !== undefined && preset === null) throw authorizationError("preset_not_found");
  if (preset && preset.accountKind !== given.accountKind) throw authorizationError("preset_wrong_kind");
  const nowMs = ctx.clock.now();
  const row: InvitationRow = {
    id: newId(nowMs),
    code: newCode(),
    componentAppId: platform.componentAppId,
    merchantReference: given.merchantReference,
    merchantName: given.merchantName || null,
    accountKind: given.accountKind,
    fixedAppId: given.fixedAppId ?? null,
    presetId: preset?.id ?? null,
    permissionSetIds: preset?.permissionSetIds ?? null,
    state: "created",
    createdById: ctx.actor.kind === "staff" ? ctx.actor.staffId : null,
    createdBy: ctx.actor.kind === "staff" ? ctx.actor.name : ctx.actor.kind,
    createdAt: nowMs,
    expiresAt: nowMs + given.expiresInHours * hourMs,
    openedAt: null,
    openedOn: null,
    choosingUntil: null,
    authorizedAt: null,
    appId: null,
    cancelledAt: null,
    folded: "",
  };
  row.folded = foldAll([row.merchantReference, row.merchantName, row.code, row.fixedAppId]);
  await ctx.store.tx(async () => {
    await insertInvitation(ctx.store, row);
    await recordAudit(ctx, {
      action: "invitations.create",
      object: { kind: "invitation", id: row.id, name: row.merchantReference },
      componentAppId: row.componentAppId,
      appId: row.fixedAppId,
      detail: { reference: row.merchantReference, accountKind: row.accountKind, preset: row.presetId, code: row.code },
    });
  });
  return describeInvitation(ctx, row);
}

import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { linksOf } from "./describe-invitation.ts";
import { hashOf } from "./hash.ts";
import { findByCode } from "./open-invitation.ts";
import { type InvitationRow, readFlowByState, updateFlow } from "./store.ts";

export type RedirectOutcome = "waiting" | "done" | "refused" | "foreign";

/**
 * A merchant's browser comes back from WeChat. The redirect binds nothing and its code is never redeemed:
 * anyone can craft such an address. Only the signed event does; here we note that the merchant is back.
 * @returns where to send the browser: the invitation's page, with what to say there.
 * @throws AppError invitation_not_found
 */
export async function completeRedirect(
  ctx: Context,
  input: { code: string; state: string; authCode: string | null },
): Promise<string> {
  const row = await findByCode(ctx, input.code);
  const outcome = await noteReturn({ ...ctx, actor: { kind: "merchant", invitationId: row.id } }, row, input);
  return `${linksOf(ctx, row.code).page}?returned=${outcome}`;
}

async function noteReturn(
  ctx: Context,
  row: InvitationRow,
  input: { state: string; authCode: string | null },
): Promise<RedirectOutcome> {
  return ctx.store.tx(async () => {
    const flow = input.state.length > 200 ? null : await readFlowByState(ctx.store, hashOf(input.state));
    const { authCode } = input;
    if (flow?.invitationId !== row.id) return refuse("foreign_state");
    if (authCode === null || authCode === "" || authCode.length > 1_000) return "refused";
    const hash = hashOf(authCode);
    // One opening brings one code; another one in the same address was put there by somebody else.
    if (flow.authCodeHash !== null && flow.authCodeHash !== hash) return refuse("foreign_code");
    if (flow.redirectedAt === null)
      await updateFlow(ctx.store, flow.id, { redirectedAt: ctx.clock.now(), authCodeHash: hash });
    return flow.completedAt === null ? "waiting" : "done";
  });

  async function refuse(reason: string): Promise<RedirectOutcome> {
    await recordAudit(ctx, {
      action: "invitations.return",
      object: { kind: "invitation", id: row.id, name: row.merchantReference },
      componentAppId: row.componentAppId,
      outcome: "denied",
      detail: { reason },
    });
    return "foreign";
  }
}

import { type FoundAccount, findAccount, kindOfSets, readAccount, saveGrant } from "#lib/accounts/index.ts";
import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { isAppError } from "#lib/core/errors.ts";
import { saveAuthorization } from "#lib/tokens/index.ts";
import { hashOf } from "./hash.ts";
import { judgeEvent, type Verdict } from "./judge-event.ts";
import { type ObtainedGrant, redeemCode } from "./obtain-grant.ts";
import { closeUnclaimed, parkGrant } from "./park-grant.ts";
import {
  type FlowRow,
  type InvitationRow,
  lockInvitation,
  readFlowByPreAuth,
  readWithdrawnAt,
  updateFlow,
  updateInvitation,
} from "./store.ts";

/** `authorized` or `updateauthorized`, as WeChat signed it (wechat-wire.md §C). */
export interface AuthorizedEvent {
  kind: "authorized" | "updateauthorized";
  componentAppId: string;
  appId: string;
  authorizationCode: string;
  preAuthCode: string | null;
  /** CreateTime, ms. */
  createdAt: number;
}

interface Facts {
  flow: FlowRow | null;
  invitation: InvitationRow | null;
  account: FoundAccount | null;
  verdict: Verdict;
}

/**
 * Applies a signed authorization: binds it to the invitation whose pre-authorization code it names, renews
 * an account that stands already, or parks it as unclaimed. Repeatable, and safe in any order: the newest
 * CreateTime wins. @returns what was done
 */
export async function handleAuthorized(ctx: Context, event: AuthorizedEvent): Promise<Verdict["to"]> {
  let kind = await kindKnown(ctx, event);
  const first = await gatherFacts(ctx, event, kind);
  let obtained: ObtainedGrant | null = null;
  if (first.verdict.to === "bind" || first.verdict.to === "renew") {
    try {
      obtained = await redeemCode(ctx, event);
    } catch (error) {
      // Taken back in the meantime: the event that says so is on its way, there is nothing to keep.
      if (isAppError(error) && error.code === "grant_withdrawn") return "skip";
      throw error;
    }
    kind ??= kindOfSets(obtained.permissionSetIds);
    if (kind === null && first.invitation && first.invitation.accountKind !== "both")
      kind = (await readAccount(ctx, event)).info.kind;
  }
  return ctx.store.tx(async () => {
    // Judged again on fresh rows: another event may have been applied while WeChat was asked.
    const facts = await gatherFacts(ctx, event, kind, { lock: true });
    await apply(ctx, event, facts, obtained);
    return facts.verdict.to;
  });
}

type Kind = "official_account" | "mini_program" | null;

async function kindKnown(ctx: Context, event: AuthorizedEvent): Promise<Kind> {
  const account = await findAccount(ctx, event.appId);
  if (!account?.detailed) return null;
  return account.kind === "mini_program" ? "mini_program" : "official_account";
}

async function gatherFacts(ctx: Context, event: AuthorizedEvent, kind: Kind, { lock = false } = {}): Promise<Facts> {
  const { componentAppId, appId, preAuthCode, createdAt } = event;
  const found = preAuthCode === null ? null : await readFlowByPreAuth(ctx.store, componentAppId, hashOf(preAuthCode));
  const invitation = found === null ? null : await lockInvitation(ctx.store, found.invitationId);
  // Read again under the invitation's lock: the first reading may be from before it.
  const flow = found && lock ? await readFlowByPreAuth(ctx.store, componentAppId, hashOf(preAuthCode ?? "")) : found;
  const account = await findAccount(ctx, appId);
  const withdrawnAt = await readWithdrawnAt(ctx.store, { componentAppId, appId });
  const verdict = judgeEvent({ componentAppId, appId, createdAt, flow, invitation, account, kind, withdrawnAt });
  return { flow, invitation, account, verdict };
}

async function apply(
  ctx: Context,
  event: AuthorizedEvent,
  { flow, invitation, account, verdict }: Facts,
  obtained: ObtainedGrant | null,
): Promise<void> {
  const { componentAppId, appId, createdAt } = event;
  const key = { componentAppId, appId };
  if (verdict.to === "park") {
    await parkGrant(ctx, { ...key, eventAt: createdAt, reason: verdict.reason, invitation });
    if (verdict.reason === "wrong_account" && invitation) await refuseAccount(ctx, invitation, event);
    return;
  }
  if (verdict.to === "skip") {
    if (verdict.answered && flow && invitation) await answer(ctx, flow, invitation, event);
    return;
  }
  if (obtained === null) throw new Error("A grant that became valid while it was judged; try again");
  const bound = verdict.to === "bind" ? invitation : null;
  await saveAuthorization(ctx, { ...key, ...obtained, authorizedAt: createdAt });
  await saveGrant(ctx, {
    ...key,
    kind: account && event.kind === "updateauthorized" ? "updated" : "authorized",
    eventAt: createdAt,
    permissionSetIds: obtained.permissionSetIds,
    ...(bound && { invitationId: bound.id, merchantReference: bound.merchantReference }),
  });
  await closeUnclaimed(ctx, key, "claimed");
  if (bound && flow) await answer(ctx, flow, bound, event);
  if (verdict.to === "renew" && verdict.invitation === "wrong_account" && invitation)
    await refuseAccount(ctx, invitation, event);
  await recordAudit(ctx, {
    action: bound ? "accounts.authorize" : "accounts.renew",
    object: { kind: "account", id: appId, name: account?.name ?? null },
    ...key,
    detail: {
      reference: bound?.merchantReference ?? account?.merchantReference ?? null,
      invitation: bound?.code ?? null,
      permissionSets: obtained.permissionSetIds.length,
    },
    before: account && { reference: account.merchantReference, permissionSets: account.permissionSetIds },
    after: {
      reference: bound?.merchantReference ?? account?.merchantReference ?? null,
      permissionSets: obtained.permissionSetIds,
    },
  });
}

/** The invitation has led to this account. A second event of the same flow changes nothing. */
async function answer(ctx: Context, flow: FlowRow, invitation: InvitationRow, event: AuthorizedEvent): Promise<void> {
  const nowMs = ctx.clock.now();
  if (flow.completedAt === null) await updateFlow(ctx.store, flow.id, { appId: event.appId, completedAt: nowMs });
  if (invitation.state === "authorized") return;
  await updateInvitation(ctx.store, invitation.id, {
    state: "authorized",
    appId: event.appId,
    authorizedAt: event.createdAt,
    choosingUntil: null,
  });
}

/** The merchant picked an account that this invitation is not for. It may be opened again. */
async function refuseAccount(ctx: Context, invitation: InvitationRow, event: AuthorizedEvent): Promise<void> {
  if (invitation.state === "wrong_account" && invitation.appId === event.appId) return;
  await updateInvitation(ctx.store, invitation.id, {
    state: "wrong_account",
    appId: event.appId,
    choosingUntil: null,
  });
  await recordAudit(ctx, {
    action: "invitations.wrong_account",
    object: { kind: "invitation", id: invitation.id, name: invitation.merchantReference },
    appId: event.appId,
    componentAppId: event.componentAppId,
    outcome: "failed",
    detail: { expected: invitation.fixedAppId ?? invitation.accountKind },
  });
}

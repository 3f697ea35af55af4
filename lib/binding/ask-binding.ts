import { type FoundAccount, markBinding } from "#lib/accounts/index.ts";
import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { isAppError } from "#lib/core/errors.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { errcodeOf, isWechatError } from "#lib/wechat/index.ts";
import { type Answer, askWechat } from "./ask-wechat.ts";
import type { Binding } from "./contract.ts";
import { describeBinding, needAccount } from "./get-binding.ts";
import { type BindingRow, endQuestion, readBinding, writeBinding } from "./store.ts";

/**
 * Asks WeChat now, for a person. A failed question is kept as such; what was known before stays beside it
 * only in the audit log. @throws AppError account_not_found; WeChat's errors, after noting them
 */
export async function askBinding(ctx: Context, input: { appId: string }): Promise<Binding> {
  requirePermission(ctx, "binding.ask");
  const account = await needAccount(ctx, input.appId);
  const before = await readBinding(ctx.store, account.appId);
  if (account.grantState === "revoked") return describeBinding(ctx, account, before);
  try {
    const row = await keepAnswer(ctx, account, await askWechat(ctx, account), { by: "person", before });
    return describeBinding(ctx, { ...account, binding: row.state }, row);
  } catch (error) {
    if (!isAppError(error)) throw error;
    await keepAnswer(ctx, account, failed(error), { by: "person", before });
    throw error;
  }
}

/** An answer that is none: WeChat could not be asked, or refused for another reason. */
export function failed(error: unknown): Answer {
  return {
    state: "unknown",
    openAppId: null,
    unknownReason: "failed",
    missingPermissionSetId: null,
    askedWith: null,
    errcode: errcodeOf(error),
    rid: isWechatError(error) ? error.data.rid : null,
  };
}

/** Writes an answer, the account's state in the list, and the audit entry when it matters. */
export async function keepAnswer(
  ctx: Context,
  account: FoundAccount,
  answer: Answer,
  how: { by: "person" | "job"; before: BindingRow | null },
): Promise<BindingRow> {
  const { appId, componentAppId } = account;
  const row: BindingRow = { ...answer, appId, askedAt: ctx.clock.now() };
  const { before } = how;
  const changed = before?.state !== row.state || before.openAppId !== row.openAppId;
  await ctx.store.tx(async () => {
    await writeBinding(ctx.store, row);
    await endQuestion(ctx.store, appId);
    await markBinding(ctx, { appId, state: row.state });
    // The background asks thousands: only what it found out anew is worth an entry.
    if (how.by === "job" && (!changed || before === null)) return;
    await recordAudit(ctx, {
      action: "binding.ask",
      object: { kind: "account", id: appId, name: account.name },
      appId,
      componentAppId,
      outcome: row.unknownReason === "failed" ? "failed" : "done",
      detail: { state: row.state, openAppId: row.openAppId, errcode: row.errcode },
      before: before && { state: before.state, openAppId: before.openAppId },
      after: { state: row.state, openAppId: row.openAppId },
    });
  });
  return row;
}

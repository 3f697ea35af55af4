import type { Context } from "#lib/core/context.ts";
import type { AccountRecord } from "./rows.store.ts";
import { changeAccounts } from "./store.ts";

// What higher domains learn about an account and the list shows. All join the caller's transaction.

/** The version that is live, after a release, a roll-back or a reading of WeChat's state. */
export function markLiveVersion(ctx: Context, input: { appId: string; version: string | null }): Promise<void> {
  return mark(ctx, input.appId, { liveVersion: input.version });
}

/** Where the account's code review stands; null: none. `since` in ms. */
export function markReview(
  ctx: Context,
  input: { appId: string; state: AccountRecord["reviewState"]; since: number },
): Promise<void> {
  return mark(ctx, input.appId, { reviewState: input.state, reviewSince: input.state === null ? null : input.since });
}

/** What is known of the account's open account. */
export function markBinding(
  ctx: Context,
  input: { appId: string; state: AccountRecord["bindingState"] },
): Promise<void> {
  return mark(ctx, input.appId, { bindingState: input.state });
}

/** The service provider's own reference of the merchant. */
export function markReference(ctx: Context, input: { appId: string; merchantReference: string }): Promise<void> {
  return mark(ctx, input.appId, { merchantReference: input.merchantReference });
}

async function mark(ctx: Context, appId: string, facts: Partial<AccountRecord>): Promise<void> {
  await changeAccounts(ctx.store, [appId], (_, before) =>
    before ? { account: { ...before.account, ...facts }, grants: before.grants } : null,
  );
}

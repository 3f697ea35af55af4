import { type FoundAccount, findAccount, findAccounts } from "#lib/accounts/index.ts";
import type { Context } from "#lib/core/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requirePermission } from "#lib/core/permission.ts";
import type { Binding } from "./contract.ts";
import { type BindingRow, readBinding, readSiblings } from "./store.ts";

const siblingsShown = 20;

/** @throws AppError account_not_found */
export async function needAccount(ctx: Context, appId: string): Promise<FoundAccount> {
  const account = await findAccount(ctx, appId);
  if (!account) throw new AppError("account_not_found", { kind: "not_found", data: { appId } });
  return account;
}

/** What is known of an account's open account, as last asked. @throws AppError account_not_found */
export async function getBinding(ctx: Context, input: { appId: string }): Promise<Binding> {
  requirePermission(ctx, "binding.read");
  const account = await needAccount(ctx, input.appId);
  return describeBinding(ctx, account, await readBinding(ctx.store, input.appId));
}

export async function describeBinding(ctx: Context, account: FoundAccount, row: BindingRow | null): Promise<Binding> {
  const { appId } = account;
  if (account.grantState === "revoked") return { ...unknown(appId, "revoked"), askedAt: row?.askedAt ?? null };
  // After a re-authorization the old answer no longer stands until WeChat is asked again.
  const isOutdated = account.binding === "unknown" && row !== null && row.state !== "unknown";
  if (!row || isOutdated) return { ...unknown(appId, "not_asked"), askedAt: row?.askedAt ?? null };
  const siblings =
    row.openAppId === null
      ? { rows: [], total: 0 }
      : await readSiblings(ctx.store, row.openAppId, appId, siblingsShown);
  const accounts = await findAccounts(
    ctx,
    siblings.rows.map((sibling) => sibling.appId),
  );
  const byId = new Map(accounts.map((found) => [found.appId, found]));
  return {
    ...row,
    siblings: siblings.rows.flatMap((sibling) => {
      const found = byId.get(sibling.appId);
      if (!found) return [];
      return [{ ...sibling, name: found.name, logoUrl: found.logoUrl, kind: found.kind }];
    }),
    siblingCount: siblings.total,
  };
}

function unknown(appId: string, unknownReason: Binding["unknownReason"]): Binding {
  return {
    appId,
    state: "unknown",
    openAppId: null,
    unknownReason,
    missingPermissionSetId: null,
    askedAt: null,
    askedWith: null,
    errcode: null,
    rid: null,
    siblings: [],
    siblingCount: 0,
  };
}

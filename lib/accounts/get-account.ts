import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { findPlatform } from "#lib/platforms/index.ts";
import { accountTokenHealth } from "#lib/tokens/index.ts";
import { type AccountInfo, permissionSet } from "#lib/wechat/index.ts";
import type { Account } from "./contract.ts";
import { describeDetails } from "./describe-details.ts";
import { describeRow } from "./describe-row.ts";
import { accountNotFound } from "./errors.ts";
import type { GrantRow } from "./rows.store.ts";
import { readAggregates } from "./store.ts";

/** Everything about one account. @throws AppError account_not_found */
export async function getAccount(ctx: Context, input: { appId: string }): Promise<Account> {
  requirePermission(ctx, "accounts.read");
  const found = await readAggregates(ctx.store, [input.appId]);
  const aggregate = found.get(input.appId);
  const primary = aggregate?.grants.find((grant) => grant.isPrimary);
  if (!aggregate || !primary) throw accountNotFound(input.appId);
  const { account } = aggregate;
  const others = aggregate.grants.filter((grant) => grant !== primary);
  return {
    ...describeRow({ ...account, ...primary, binding: account.bindingState }),
    ...describeDetails(account.details as AccountInfo | null),
    grants: await Promise.all([primary, ...others].map((grant) => describeGrant(ctx, grant))),
    readAt: account.detailsReadAt,
  };
}

async function describeGrant(ctx: Context, grant: GrantRow): Promise<Account["grants"][number]> {
  const { componentAppId, appId } = grant;
  const [platform, token] = await Promise.all([
    findPlatform(ctx, componentAppId),
    accountTokenHealth(ctx, { componentAppId, appId }),
  ]);
  return {
    componentAppId,
    platformName: platform.name,
    state: grant.state,
    authorizedAt: grant.authorizedAt,
    revokedAt: grant.revokedAt,
    permissionSets: grant.permissionSetIds.map(setOf),
    missing: grant.missingSetIds.map((id) => ({ ...setOf(id), prevents: permissionSet(id).prevents })),
    token,
  };
}

/** One permission set as the contract shows it. */
export function setOf(id: number) {
  const { name, description, exclusive } = permissionSet(id);
  return { id, name, description, exclusive };
}

import type { Context } from "#lib/core/context.ts";
import type { AccountRow } from "./contract.ts";
import { describeRow } from "./describe-row.ts";
import { findAppIdByOriginal, readAggregates, readNewest } from "./store.ts";

export interface FoundAccount {
  appId: string;
  name: string;
  logoUrl: string | null;
  kind: AccountRow["kind"];
  principal: string;
  merchantReference: string | null;
  originalId: string | null;
  /** Of the grant that the list shows; `grants` has them all. */
  componentAppId: string;
  grantState: AccountRow["state"];
  permissionSetIds: number[];
  binding: AccountRow["binding"];
  liveVersion: string | null;
  detailed: boolean;
  grants: {
    componentAppId: string;
    state: AccountRow["state"];
    permissionSetIds: number[];
    authorizedAt: number;
    eventAt: number;
  }[];
}

/** Accounts by AppID, for other domains (no permission asked); unknown ones are left out. */
export async function findAccounts(ctx: Context, appIds: readonly string[]): Promise<FoundAccount[]> {
  const found: FoundAccount[] = [];
  for (let at = 0; at < appIds.length; at += 500) {
    const part = await readAggregates(ctx.store, appIds.slice(at, at + 500));
    for (const { account, grants } of part.values()) {
      const primary = grants.find((grant) => grant.isPrimary);
      if (!primary) continue;
      found.push({
        appId: account.appId,
        name: account.name,
        logoUrl: account.logoUrl,
        kind: account.kind,
        principal: account.principal,
        merchantReference: account.merchantReference,
        originalId: account.originalId,
        componentAppId: primary.componentAppId,
        grantState: primary.state,
        permissionSetIds: primary.permissionSetIds,
        binding: account.bindingState,
        liveVersion: account.liveVersion,
        detailed: account.detailsReadAt !== null,
        grants: grants.map(({ componentAppId, state, permissionSetIds, authorizedAt, eventAt }) => ({
          componentAppId,
          state,
          permissionSetIds,
          authorizedAt,
          eventAt,
        })),
      });
    }
  }
  return found;
}

/** One account, or null. */
export async function findAccount(ctx: Context, appId: string): Promise<FoundAccount | null> {
  const [found] = await findAccounts(ctx, [appId]);
  return found ?? null;
}

/** The AppID behind a gh_… id that a platform's push is addressed to, or null. */
export function accountIdOfOriginal(ctx: Context, componentAppId: string, originalId: string): Promise<string | null> {
  return findAppIdByOriginal(ctx.store, componentAppId, originalId);
}

/** Lines of the accounts table, in the order of `appIds`. */
export async function accountRowsOf(ctx: Context, appIds: readonly string[]): Promise<AccountRow[]> {
  const found = await readAggregates(ctx.store, appIds);
  return appIds.flatMap((appId) => {
    const aggregate = found.get(appId);
    const grant = aggregate?.grants.find((item) => item.isPrimary);
    if (!aggregate || !grant) return [];
    return [describeRow({ ...aggregate.account, ...grant, binding: aggregate.account.bindingState })];
  });
}

/** AppIDs of the accounts authorized last. */
export function listAccountIds(ctx: Context, limit: number): Promise<string[]> {
  return readNewest(ctx.store, limit);
}

import { permissionSet } from "#lib/wechat/index.ts";
import type { AccountRow } from "./contract.ts";

/** What a line of the list is made of; the list's query and an aggregate both give it. */
export interface RowFacts {
  appId: string;
  name: string;
  logoUrl: string | null;
  kind: AccountRow["kind"];
  principal: string;
  merchantReference: string | null;
  componentAppId: string;
  state: AccountRow["state"];
  permissionSetIds: number[];
  missingSetIds: number[];
  binding: AccountRow["binding"];
  liveVersion: string | null;
  reviewState: NonNullable<AccountRow["review"]>["state"] | null;
  reviewSince: number | null;
  authorizedAt: number;
  detailsReadAt: number | null;
}

/** One line of the accounts table. Pure. */
export function describeRow(row: RowFacts): AccountRow {
  return {
    appId: row.appId,
    name: row.name,
    logoUrl: row.logoUrl,
    kind: row.kind,
    principal: row.principal,
    merchantReference: row.merchantReference,
    componentAppId: row.componentAppId,
    state: row.state,
    permissionSetCount: row.permissionSetIds.length,
    missingPermissionSets: row.missingSetIds.map((id) => ({ id, name: permissionSet(id).name })),
    binding: row.binding,
    liveVersion: row.liveVersion,
    review: row.reviewState === null ? null : { state: row.reviewState, since: row.reviewSince ?? 0 },
    authorizedAt: row.authorizedAt,
    detailed: row.detailsReadAt !== null,
  };
}

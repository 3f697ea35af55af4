import { fold, foldAll } from "#lib/core/grams.ts";
import { missingSetsOf } from "./permission-needs.ts";
import type { AccountRecord, GrantRow } from "./rows.store.ts";

/** An account with all its grants: read, changed and written as one. */
export interface Aggregate {
  account: AccountRecord;
  grants: GrantRow[];
}

/** An account of which only the AppID is known. */
export function emptyAccount(appId: string, nowMs: number): AccountRecord {
  return {
    appId,
    name: appId,
    logoUrl: null,
    kind: "mini_program",
    principal: "",
    merchantReference: null,
    originalId: null,
    folded: "",
    details: null,
    detailsReadAt: null,
    detailsDueAt: nowMs,
    detailsAttempts: 0,
    detailsErrcode: null,
    liveVersion: null,
    reviewState: null,
    reviewSince: null,
    bindingState: "unknown",
    createdAt: nowMs,
  };
}

export function emptyGrant(appId: string, componentAppId: string): GrantRow {
  return {
    appId,
    componentAppId,
    state: "authorized",
    authorizedAt: 0,
    revokedAt: null,
    eventAt: 0,
    permissionSetIds: [],
    missingSetIds: [],
    invitationId: null,
    isPrimary: false,
    nameKey: "",
    kind: "mini_program",
    bindingState: "unknown",
  };
}

/** Recomputes what follows from the facts: search text, copies for the indexes, the primary grant. Pure. */
export function settle({ account, grants }: Aggregate): Aggregate {
  const folded = foldAll([
    account.name,
    account.principal,
    account.appId,
    account.merchantReference,
    account.originalId,
  ]);
  const primary = grants.reduce<GrantRow | null>((best, grant) => (best && before(best, grant) ? best : grant), null);
  const nameKey = fold(account.name).slice(0, 80);
  return {
    account: { ...account, folded },
    grants: grants.map((grant) => {
      const known = account.detailsReadAt !== null || grant.permissionSetIds.length > 0;
      const kind = account.kind === "mini_program" ? "mini_program" : "official_account";
      const missing = grant.state === "authorized" && known ? missingSetsOf(kind, grant.permissionSetIds) : [];
      return {
        ...grant,
        missingSetIds: missing,
        isPrimary: grant === primary,
        nameKey,
        kind: account.kind,
        bindingState: account.bindingState,
      };
    }),
  };
}

/** A standing grant comes before a revoked one, then the newer before the older. */
function before(a: GrantRow, b: GrantRow): boolean {
  if (a.state !== b.state) return a.state === "authorized";
  if (a.authorizedAt !== b.authorizedAt) return a.authorizedAt > b.authorizedAt;
  return a.componentAppId < b.componentAppId;
}

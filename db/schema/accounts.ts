import type { Kit } from "#db/kit.ts";

export type AccountKind = "mini_program" | "service_account" | "subscription_account";
export type GrantState = "authorized" | "revoked";
export type BindingState = "bound" | "bound_id_unknown" | "unbound" | "unknown";
export type ReviewState = "reviewing" | "approved" | "rejected" | "delayed" | "withdrawn";
export type GrantEventKind = "authorized" | "updated" | "revoked" | "imported" | "recovered";

/**
 * Merchants' accounts and their grants. Lists run over `grants`, which repeats the few columns that are
 * filtered and sorted by, so that every list is one walk along one index. Search lies beside it:
 * `account_grams` on SQLite, `accounts.grams` on PostgreSQL (migration account_search).
 */
export function defineAccounts(kit: Kit) {
  const accounts = kit.table(
    "accounts",
    {
      /** Row number of the search index. */
      seq: kit.sequence("seq"),
      appId: kit.text("app_id").notNull(),
      name: kit.text("name").notNull(),
      logoUrl: kit.text("logo_url"),
      kind: kit.text("kind").$type<AccountKind>().notNull(),
      principal: kit.text("principal").notNull(),
      merchantReference: kit.text("merchant_reference"),
      /** gh_…: what pushes are addressed to. */
      originalId: kit.text("original_id"),
      /** Folded words of name, principal, AppID and reference; the recheck of a search. */
      folded: kit.text("folded").notNull(),
      /** Everything api_get_authorizer_info gave, in our words (AccountInfo of lib/wechat). */
      details: kit.json<Record<string, unknown>>("details"),
      detailsReadAt: kit.time("details_read_at"),
      /** When the details are to be read (again); null: nothing to do. */
      detailsDueAt: kit.time("details_due_at"),
      detailsAttempts: kit.int("details_attempts").notNull().default(0),
      detailsErrcode: kit.int("details_errcode"),
      liveVersion: kit.text("live_version"),
      reviewState: kit.text("review_state").$type<ReviewState>(),
      reviewSince: kit.time("review_since"),
      bindingState: kit.text("binding_state").$type<BindingState>().notNull(),
      createdAt: kit.time("created_at").notNull(),
    },
    (table) => [
      kit.uniqueIndex("accounts_app_id").on(table.appId),
      kit.index("accounts_original_id").on(table.originalId),
      kit.index("accounts_details_due").on(table.detailsDueAt),
    ],
  );
  const grants = kit.table(
    "grants",
    {
      appId: kit.text("app_id").notNull(),
      componentAppId: kit.text("component_app_id").notNull(),
      state: kit.text("state").$type<GrantState>().notNull(),
      authorizedAt: kit.time("authorized_at").notNull(),
      revokedAt: kit.time("revoked_at"),
      /** CreateTime of the newest event applied: what is older changes nothing. */
      eventAt: kit.time("event_at").notNull(),
      permissionSetIds: kit.json<number[]>("permission_set_ids").notNull(),
      /** Sets that Hufu's own work needs and this grant lacks. */
      missingSetIds: kit.json<number[]>("missing_set_ids").notNull(),
      invitationId: kit.text("invitation_id"),
      /** The grant that the accounts list shows when no platform is chosen: one an account. */
      isPrimary: kit.bool("is_primary").notNull(),
      // Repeated from accounts, for the indexes below.
      nameKey: kit.text("name_key").notNull(),
      kind: kit.text("kind").$type<AccountKind>().notNull(),
      bindingState: kit.text("binding_state").$type<BindingState>().notNull(),
    },
    (table) => [
      kit.primaryKey({ columns: [table.appId, table.componentAppId] }),
      kit.index("grants_authorized").on(table.authorizedAt, table.appId),
      kit.index("grants_name").on(table.nameKey, table.appId),
      kit.index("grants_kind_authorized").on(table.kind, table.authorizedAt, table.appId),
      kit.index("grants_kind_name").on(table.kind, table.nameKey, table.appId),
      kit.index("grants_state_authorized").on(table.state, table.authorizedAt, table.appId),
      kit.index("grants_state_name").on(table.state, table.nameKey, table.appId),
      kit.index("grants_binding_authorized").on(table.bindingState, table.authorizedAt, table.appId),
      kit.index("grants_binding_name").on(table.bindingState, table.nameKey, table.appId),
      kit.index("grants_platform_authorized").on(table.componentAppId, table.authorizedAt, table.appId),
      kit.index("grants_platform_name").on(table.componentAppId, table.nameKey, table.appId),
    ],
  );
  /** One row for each needed set that an authorized grant lacks; set 0 stands for "any of them". */
  const missingSets = kit.table(
    "missing_sets",
    {
      permissionSetId: kit.int("permission_set_id").notNull(),
      appId: kit.text("app_id").notNull(),
      componentAppId: kit.text("component_app_id").notNull(),
      authorizedAt: kit.time("authorized_at").notNull(),
      nameKey: kit.text("name_key").notNull(),
    },
    (table) => [
      kit.primaryKey({ columns: [table.appId, table.componentAppId, table.permissionSetId] }),
      kit.index("missing_sets_authorized").on(table.permissionSetId, table.authorizedAt, table.appId),
      kit.index("missing_sets_name").on(table.permissionSetId, table.nameKey, table.appId),
    ],
  );
  const grantEvents = kit.table(
    "grant_events",
    {
      id: kit.text("id").primaryKey(),
      appId: kit.text("app_id").notNull(),
      componentAppId: kit.text("component_app_id").notNull(),
      at: kit.time("at").notNull(),
      kind: kit.text("kind").$type<GrantEventKind>().notNull(),
      permissionSetIds: kit.json<number[]>("permission_set_ids").notNull(),
      added: kit.json<number[]>("added").notNull(),
      removed: kit.json<number[]>("removed").notNull(),
      invitationId: kit.text("invitation_id"),
      merchantReference: kit.text("merchant_reference"),
    },
    (table) => [kit.index("grant_events_account").on(table.appId, table.at, table.id)],
  );
  /** Counts kept with every change: a tab's number costs one lookup. Names: see lib/accounts/facets.ts. */
  const accountCounters = kit.table("account_counters", {
    name: kit.text("name").primaryKey(),
    value: kit.int("value").notNull(),
  });
  return { accounts, grants, missingSets, grantEvents, accountCounters };
}

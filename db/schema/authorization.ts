import type { Kit } from "#db/kit.ts";

/** Invitations, the flows that merchants start from them, and grants that match none. */
export function defineAuthorization(kit: Kit) {
  const invitations = kit.table(
    "invitations",
    {
      id: kit.text("id").primaryKey(),
      code: kit.text("code").notNull(),
      componentAppId: kit.text("component_app_id").notNull(),
      merchantReference: kit.text("merchant_reference").notNull(),
      merchantName: kit.text("merchant_name"),
      accountKind: kit.text("account_kind").$type<"official_account" | "mini_program" | "both">().notNull(),
      fixedAppId: kit.text("fixed_app_id"),
      presetId: kit.text("preset_id"),
      permissionSetIds: kit.json<number[]>("permission_set_ids"),
      /** As last written; "expired" follows from expires_at and the clock. */
      state: kit
        .text("state")
        .$type<"created" | "opened" | "choosing" | "authorized" | "wrong_account" | "cancelled">()
        .notNull(),
      createdById: kit.text("created_by_id"),
      createdBy: kit.text("created_by").notNull(),
      createdAt: kit.time("created_at").notNull(),
      expiresAt: kit.time("expires_at").notNull(),
      openedAt: kit.time("opened_at"),
      openedOn: kit.text("opened_on").$type<"pc" | "phone" | "page">(),
      choosingUntil: kit.time("choosing_until"),
      authorizedAt: kit.time("authorized_at"),
      appId: kit.text("app_id"),
      cancelledAt: kit.time("cancelled_at"),
      /** Folded words for the search box. */
      folded: kit.text("folded").notNull(),
    },
    (table) => [
      kit.uniqueIndex("invitations_code").on(table.code),
      kit.index("invitations_created").on(table.createdAt, table.id),
      kit.index("invitations_state").on(table.state, table.createdAt, table.id),
    ],
  );
  /** One opening of WeChat's page: one pre-authorization code, one state in the redirect path. */
  const authorizationFlows = kit.table(
    "authorization_flows",
    {
      id: kit.text("id").primaryKey(),
      invitationId: kit.text("invitation_id").notNull(),
      componentAppId: kit.text("component_app_id").notNull(),
      device: kit.text("device").$type<"pc" | "phone">().notNull(),
      /** SHA-256 of the state; the state itself is only in the merchant's address bar. */
      stateHash: kit.text("state_hash").notNull(),
      /** SHA-256 of the pre-authorization code: enough to match the signed event, useless to a thief. */
      preAuthHash: kit.text("pre_auth_hash").notNull(),
      createdAt: kit.time("created_at").notNull(),
      expiresAt: kit.time("expires_at").notNull(),
      redirectedAt: kit.time("redirected_at"),
      /** SHA-256 of the code that the redirect brought, to tell a repeated visit from a foreign one. */
      authCodeHash: kit.text("auth_code_hash"),
      /** The account whose signed event came for this flow. */
      appId: kit.text("app_id"),
      completedAt: kit.time("completed_at"),
    },
    (table) => [
      kit.uniqueIndex("authorization_flows_state").on(table.stateHash),
      kit.uniqueIndex("authorization_flows_pre_auth").on(table.componentAppId, table.preAuthHash),
      kit.index("authorization_flows_invitation").on(table.invitationId, table.createdAt),
    ],
  );
  /** Signed authorizations that match no open invitation, until staff claim them. */
  const unclaimedGrants = kit.table(
    "unclaimed_grants",
    {
      id: kit.text("id").primaryKey(),
      componentAppId: kit.text("component_app_id").notNull(),
      appId: kit.text("app_id").notNull(),
      receivedAt: kit.time("received_at").notNull(),
      /** CreateTime of the event. */
      eventAt: kit.time("event_at").notNull(),
      reason: kit.text("reason").$type<"no_invitation" | "invitation_ended" | "wrong_account">().notNull(),
      invitationId: kit.text("invitation_id"),
      state: kit.text("state").$type<"open" | "claimed" | "withdrawn">().notNull(),
      endedAt: kit.time("ended_at"),
    },
    (table) => [
      kit.index("unclaimed_grants_state").on(table.state, table.receivedAt, table.id),
      kit.index("unclaimed_grants_account").on(table.componentAppId, table.appId, table.state),
    ],
  );
  return { invitations, authorizationFlows, unclaimedGrants };
}

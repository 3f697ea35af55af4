import type { Kit } from "#db/kit.ts";

export type SourceOrigin = "authorized" | "refreshed" | "listed";

/** WeChat's credentials, sealed. One row a platform (app_id "") and one a grant. */
export function defineTokens(kit: Kit) {
  const tokens = kit.table(
    "tokens",
    {
      componentAppId: kit.text("component_app_id").notNull(),
      /** "" for the platform's own component token. */
      appId: kit.text("app_id").notNull(),
      /** What buys the next token: the ticket (platform) or the refresh token (account). */
      source: kit.blob("source"),
      /** WeChat's time of the source: a ticket's CreateTime, an authorization's time. */
      sourceAt: kit.time("source_at"),
      sourceReceivedAt: kit.time("source_received_at"),
      token: kit.blob("token"),
      expiresAt: kit.time("expires_at"),
      lifeMs: kit.int("life_ms"),
      refreshedAt: kit.time("refreshed_at"),
      /** Grows with every write of token or refresh token; what compare-and-set compares. */
      version: kit.int("version").notNull(),
      forcedAt: kit.time("forced_at"),
      failedAt: kit.time("failed_at"),
      lastErrcode: kit.int("last_errcode"),
      lastRid: kit.text("last_rid"),
      lastErrorCode: kit.text("last_error_code"),
      coolUntil: kit.time("cool_until"),
      leaseOwner: kit.text("lease_owner"),
      /** Fencing number: grows with every acquisition and never falls. */
      leaseFence: kit.int("lease_fence").notNull(),
      leaseExpiresAt: kit.time("lease_expires_at"),
    },
    (table) => [kit.primaryKey({ columns: [table.componentAppId, table.appId] })],
  );

  /** Every refresh token ever seen, newest last: insurance against a lost or mixed-up one. */
  const refreshTokenHistory = kit.table(
    "refresh_token_history",
    {
      id: kit.text("id").primaryKey(),
      componentAppId: kit.text("component_app_id").notNull(),
      appId: kit.text("app_id").notNull(),
      refreshToken: kit.blob("refresh_token").notNull(),
      origin: kit.text("origin").$type<SourceOrigin>().notNull(),
      seenAt: kit.time("seen_at").notNull(),
    },
    (table) => [kit.index("refresh_token_history_account").on(table.componentAppId, table.appId, table.seenAt)],
  );

  /** The last sweep through api_get_authorizer_list of each platform; shared and throttled by this row. */
  const tokenRecoveries = kit.table("token_recoveries", {
    componentAppId: kit.text("component_app_id").primaryKey(),
    state: kit.text("state").$type<"running" | "done" | "failed">().notNull(),
    done: kit.int("done").notNull(),
    total: kit.int("total").notNull(),
    startedAt: kit.time("started_at").notNull(),
    finishedAt: kit.time("finished_at"),
    errcode: kit.int("errcode"),
  });
  return { tokens, refreshTokenHistory, tokenRecoveries };
}

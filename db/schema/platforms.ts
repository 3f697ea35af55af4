import type { Kit } from "#db/kit.ts";

/** Our third-party platform accounts and their secrets (sealed), and the wrapped data keys. */
export function definePlatforms(kit: Kit) {
  const dataKeys = kit.table("data_keys", {
    version: kit.int("version").primaryKey(),
    /** The data key, wrapped by the master key (HUFU_KEY or the key file). */
    wrapped: kit.blob("wrapped").notNull(),
    createdAt: kit.time("created_at").notNull(),
    /** New seals use the newest version that is active; other processes learn of it before. */
    activeAt: kit.time("active_at").notNull(),
  });

  const platforms = kit.table("platforms", {
    componentAppId: kit.text("component_app_id").primaryKey(),
    name: kit.text("name").notNull(),
    demo: kit.bool("demo").notNull(),
    createdAt: kit.time("created_at").notNull(),
    appSecret: kit.blob("app_secret").notNull(),
    token: kit.blob("token").notNull(),
    encodingAesKey: kit.blob("encoding_aes_key").notNull(),
    /** What stood before the last rotation: pushes that WeChat still signs or seals with it are read. */
    previousToken: kit.blob("previous_token"),
    previousEncodingAesKey: kit.blob("previous_encoding_aes_key"),
    appSecretChangedAt: kit.time("app_secret_changed_at"),
    callbackKeysChangedAt: kit.time("callback_keys_changed_at"),
    /** Last push that came with the previous token or key. */
    previousKeySeenAt: kit.time("previous_key_seen_at"),
    /** WeChat's release check (全网发布) came and was answered. */
    releaseCheckedAt: kit.time("release_checked_at"),
    /** A member of staff says that the platform is published; WeChat has no call that tells. */
    publishConfirmedAt: kit.time("publish_confirmed_at"),
    publishConfirmedBy: kit.text("publish_confirmed_by"),
    ticketAskedAt: kit.time("ticket_asked_at"),
    lastCallbackAt: kit.time("last_callback_at"),
    refusedCallbacks: kit.int("refused_callbacks").notNull(),
    refusedIpAddress: kit.text("refused_ip_address"),
    reviewQuotaRest: kit.int("review_quota_rest"),
    reviewQuotaLimit: kit.int("review_quota_limit"),
    reviewQuotaReadAt: kit.time("review_quota_read_at"),
    importState: kit.text("import_state").$type<"idle" | "running" | "done" | "failed">().notNull(),
    importDone: kit.int("import_done").notNull(),
    importTotal: kit.int("import_total").notNull(),
    /** Next page to read; survives a kill. */
    importOffset: kit.int("import_offset").notNull(),
    importStartedAt: kit.time("import_started_at"),
    importFinishedAt: kit.time("import_finished_at"),
    importErrcode: kit.int("import_errcode"),
  });
  return { dataKeys, platforms };
}

import type { Kit } from "#db/kit.ts";

type Role = "owner" | "admin" | "operator" | "releaser" | "viewer";

export function defineStaff(kit: Kit) {
  const staff = kit.table(
    "staff",
    {
      id: kit.text("id").primaryKey(),
      name: kit.text("name").notNull(),
      email: kit.text("email").notNull(),
      /** The address in lower case: one member each. */
      emailKey: kit.text("email_key").notNull(),
      role: kit.text("role").$type<Role>().notNull(),
      state: kit.text("state").$type<"active" | "disabled">().notNull(),
      /** `$argon2id$…`, never shown. */
      passwordHash: kit.text("password_hash").notNull(),
      createdAt: kit.time("created_at").notNull(),
      lastSeenAt: kit.time("last_seen_at"),
    },
    (table) => [kit.uniqueIndex("staff_email").on(table.emailKey), kit.index("staff_role").on(table.role, table.state)],
  );
  /** One row a sign-in; the cookie carries its id, every request reads it: revoked means out at once. */
  const staffSessions = kit.table(
    "staff_sessions",
    {
      id: kit.text("id").primaryKey(),
      staffId: kit
        .text("staff_id")
        .notNull()
        .references(() => staff.id),
      createdAt: kit.time("created_at").notNull(),
      lastSeenAt: kit.time("last_seen_at").notNull(),
      expiresAt: kit.time("expires_at").notNull(),
      revokedAt: kit.time("revoked_at"),
      ipAddress: kit.text("ip_address"),
      userAgent: kit.text("user_agent"),
    },
    (table) => [
      kit.index("staff_sessions_staff").on(table.staffId, table.createdAt),
      kit.index("staff_sessions_expires").on(table.expiresAt),
    ],
  );
  /** One-time links: the first owner's, and invitations of colleagues. Only the SHA-256 of the secret. */
  const staffLinks = kit.table(
    "staff_links",
    {
      id: kit.text("id").primaryKey(),
      purpose: kit.text("purpose").$type<"owner" | "invitation">().notNull(),
      secretHash: kit.text("secret_hash").notNull(),
      email: kit.text("email"),
      role: kit.text("role").$type<Role>().notNull(),
      createdBy: kit.text("created_by").notNull(),
      createdAt: kit.time("created_at").notNull(),
      expiresAt: kit.time("expires_at").notNull(),
      usedAt: kit.time("used_at"),
      revokedAt: kit.time("revoked_at"),
    },
    (table) => [
      kit.uniqueIndex("staff_links_secret").on(table.secretHash),
      kit.index("staff_links_purpose").on(table.purpose, table.createdAt),
    ],
  );
  /** Failed sign-ins by account and by address (both as SHA-256). */
  const signInAttempts = kit.table(
    "sign_in_attempts",
    {
      id: kit.text("id").primaryKey(),
      failures: kit.int("failures").notNull(),
      lastFailedAt: kit.time("last_failed_at").notNull(),
      lockedUntil: kit.time("locked_until").notNull(),
    },
    (table) => [kit.index("sign_in_attempts_last").on(table.lastFailedAt)],
  );
  return { staff, staffSessions, staffLinks, signInAttempts };
}

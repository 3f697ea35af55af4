import type { Kit } from "#db/kit.ts";

/** The audit log. Triggers (migration audit_guard) refuse updates and deletes of its entries. */
export function defineAudit(kit: Kit) {
  const auditEntries = kit.table(
    "audit_entries",
    {
      /** Position in the chain, from 1, without gaps. */
      sequence: kit.int("sequence").primaryKey(),
      at: kit.time("at").notNull(),
      actorKind: kit.text("actor_kind").$type<"staff" | "system" | "wechat" | "merchant" | "anonymous">().notNull(),
      actorId: kit.text("actor_id"),
      actorName: kit.text("actor_name"),
      action: kit.text("action").notNull(),
      outcome: kit.text("outcome").$type<"done" | "failed" | "denied">().notNull(),
      objectKind: kit.text("object_kind"),
      objectId: kit.text("object_id"),
      objectName: kit.text("object_name"),
      appId: kit.text("app_id"),
      componentAppId: kit.text("component_app_id"),
      // Canonical JSON as text, not a JSON column: jsonb would reorder what the hash was taken over.
      detail: kit.text("detail").notNull(),
      before: kit.text("before"),
      after: kit.text("after"),
      ipAddress: kit.text("ip_address"),
      userAgent: kit.text("user_agent"),
      requestId: kit.text("request_id"),
      /** Folded words of object, AppID, person and detail, for search. */
      searchText: kit.text("search_text").notNull(),
      previousHash: kit.text("previous_hash").notNull(),
      hash: kit.text("hash").notNull(),
    },
    (table) => [
      kit.index("audit_entries_at").on(table.at),
      kit.index("audit_entries_action").on(table.action, table.sequence),
      kit.index("audit_entries_actor").on(table.actorId, table.sequence),
      kit.index("audit_entries_actor_kind").on(table.actorKind, table.sequence),
      kit.index("audit_entries_app").on(table.appId, table.sequence),
      kit.index("audit_entries_outcome").on(table.outcome, table.sequence),
    ],
  );
  /** One row, `main`: the end of the chain. Locking it puts writers in line on PostgreSQL. */
  const auditHeads = kit.table("audit_heads", {
    id: kit.text("id").primaryKey(),
    sequence: kit.int("sequence").notNull(),
    hash: kit.text("hash").notNull(),
  });
  /** One row, `main`: how far the chain was found whole, and where it was first found broken. */
  const auditCheckpoints = kit.table("audit_checkpoints", {
    id: kit.text("id").primaryKey(),
    sequence: kit.int("sequence").notNull(),
    hash: kit.text("hash").notNull(),
    verifiedAt: kit.time("verified_at").notNull(),
    brokenSequence: kit.int("broken_sequence"),
  });
  return { auditEntries, auditHeads, auditCheckpoints };
}

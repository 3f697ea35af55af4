import type { Kit } from "#db/kit.ts";

/** What WeChat last said about an account's open account (UnionID). */
export function defineBinding(kit: Kit) {
  const bindings = kit.table(
    "bindings",
    {
      appId: kit.text("app_id").primaryKey(),
      state: kit.text("state").$type<"bound" | "bound_id_unknown" | "unbound" | "unknown">().notNull(),
      openAppId: kit.text("open_app_id"),
      unknownReason: kit.text("unknown_reason").$type<"not_asked" | "permission_missing" | "failed" | "revoked">(),
      missingPermissionSetId: kit.int("missing_permission_set_id"),
      askedAt: kit.time("asked_at"),
      askedWith: kit.text("asked_with").$type<"open/get" | "open/have">(),
      errcode: kit.int("errcode"),
      rid: kit.text("rid"),
    },
    (table) => [kit.index("bindings_open_app_id").on(table.openAppId, table.appId)],
  );
  /** Accounts still to be asked about by themselves, after authorization or import. */
  const bindingQuestions = kit.table(
    "binding_questions",
    {
      appId: kit.text("app_id").primaryKey(),
      dueAt: kit.time("due_at").notNull(),
      attempts: kit.int("attempts").notNull(),
    },
    (table) => [kit.index("binding_questions_due").on(table.dueAt)],
  );
  return { bindings, bindingQuestions };
}

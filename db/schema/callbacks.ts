import type { Kit } from "#db/kit.ts";

/** The inbox: what WeChat pushed, stored before it is acknowledged, worked on afterwards. */
export function defineCallbacks(kit: Kit) {
  const callbackEvents = kit.table(
    "callback_events",
    {
      /** Order of arrival. */
      seq: kit.sequence("seq"),
      id: kit.text("id").notNull(),
      componentAppId: kit.text("component_app_id").notNull(),
      /** The account it is about; null for the platform's own. */
      appId: kit.text("app_id"),
      kind: kit.text("kind").notNull(),
      dedupeKey: kit.text("dedupe_key").notNull(),
      /** SHA-256 of the very request, signature included: tells a replay from a push signed again. */
      requestHash: kit.text("request_hash").notNull(),
      receivedAt: kit.time("received_at").notNull(),
      /** WeChat's CreateTime. */
      createdAt: kit.time("created_at"),
      state: kit.text("state").$type<"received" | "done" | "failed" | "ignored">().notNull(),
      dueAt: kit.time("due_at").notNull(),
      handledAt: kit.time("handled_at"),
      attempts: kit.int("attempts").notNull(),
      problem: kit.text("problem"),
      /** The decrypted message, sealed: it may hold a ticket or a code. Emptied when worked. */
      payload: kit.blob("payload"),
    },
    (table) => [
      kit.uniqueIndex("callback_events_id").on(table.id),
      kit.uniqueIndex("callback_events_dedupe").on(table.dedupeKey),
      kit.index("callback_events_lane").on(table.state, table.componentAppId, table.appId, table.seq),
      kit.index("callback_events_state").on(table.state, table.seq),
      kit.index("callback_events_kind").on(table.kind, table.seq),
      kit.index("callback_events_app").on(table.appId, table.seq),
    ],
  );
  return { callbackEvents };
}

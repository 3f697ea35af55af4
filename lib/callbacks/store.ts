import { and, asc, desc, eq, getTableColumns, gt, inArray, lt, sql } from "drizzle-orm";
import type { Store } from "#db/store.ts";

export type EventRow = Store["t"]["callbackEvents"]["$inferSelect"];
export type NewEventRow = Omit<EventRow, "seq">;

/** Adds events; those known by their dedupe key are left out. Inside tx. @returns the ids that were added. */
export async function insertEvents(store: Store, rows: NewEventRow[]): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let at = 0; at < rows.length; ) {
    // In powers of two, so that nine statements serve every batch: building one costs more than running it.
    const size = 2 ** Math.min(8, Math.floor(Math.log2(rows.length - at)));
    const { query, places, values } = insertStatement(store, size);
    for (const [place, names] of places.entries()) {
      const row = rows[at + place] as Record<string, unknown> & NewEventRow;
      for (const [column, name] of names) values[name] = row[column];
    }
    for (const added of await query.execute(values)) ids.add(added.id);
    at += size;
  }
  return ids;
}

const statements = new WeakMap<Store["writer"], Map<number, ReturnType<typeof prepareInsert>>>();

/** The writer's statement for `size` rows: kept with the one writer of SQLite, made anew per transaction elsewhere. */
function insertStatement(store: Store, size: number) {
  const { writer } = store;
  const known = statements.get(writer) ?? new Map<number, ReturnType<typeof prepareInsert>>();
  statements.set(writer, known);
  const found = known.get(size) ?? prepareInsert(store, size);
  known.set(size, found);
  return found;
}

/** The query, per row its columns with the names of their values, and the values to fill (read before any await). */
function prepareInsert(store: Store, size: number) {
  const { callbackEvents } = store.t;
  const { seq: _, ...columns } = getTableColumns(callbackEvents);
  const places = Array.from({ length: size }, (_, place) =>
    Object.keys(columns).map((column) => [column, `${column}${place}`] as const),
  );
  const rows = places.map((names) =>
    Object.fromEntries(names.map(([column, name]) => [column, sql.placeholder(name)])),
  );
  const query = store.writer
    .insert(callbackEvents)
    .values(rows as never)
    .onConflictDoNothing({ target: callbackEvents.dedupeKey })
    .returning({ id: callbackEvents.id })
    .prepare();
  return { query, places, values: {} as Record<string, unknown> };
}

/** When an event was first received and by which request. */
export async function readReceipt(store: Store, dedupeKey: string) {
  const { callbackEvents } = store.t;
  const [row] = await store.db
    .select({ receivedAt: callbackEvents.receivedAt, requestHash: callbackEvents.requestHash })
    .from(callbackEvents)
    .where(eq(callbackEvents.dedupeKey, dedupeKey));
  return row ?? null;
}

/** The oldest event of a lane that is still to be worked. */
export async function nextOfLane(store: Store, lane: { componentAppId: string; appId: string | null }) {
  const { callbackEvents: events } = store.t;
  const [row] = await store.db
    .select()
    .from(events)
    .where(
      and(
        eq(events.state, "received"),
        eq(events.componentAppId, lane.componentAppId),
        lane.appId === null ? sql`${events.appId} is null` : eq(events.appId, lane.appId),
      ),
    )
    .orderBy(asc(events.seq))
    .limit(1);
  return row ?? null;
}

export async function updateEvent(store: Store, seq: number, set: Partial<NewEventRow>): Promise<void> {
  const { callbackEvents } = store.t;
  await store.writer.update(callbackEvents).set(set).where(eq(callbackEvents.seq, seq));
}

/** Lanes with events that were to be worked by now. */
export async function readWaitingLanes(store: Store, nowMs: number, limit: number) {
  const { callbackEvents: events } = store.t;
  return store.db
    .selectDistinct({ componentAppId: events.componentAppId, appId: events.appId })
    .from(events)
    .where(and(eq(events.state, "received"), sql`${events.dueAt} <= ${nowMs}`))
    .limit(limit);
}

/** Removes worked events received before `before`, at most `limit` of them. @returns how many. */
export async function pruneEvents(store: Store, before: number, limit: number): Promise<number> {
  const { callbackEvents: events } = store.t;
  const old = await store.db
    .select({ seq: events.seq })
    .from(events)
    .where(and(inArray(events.state, ["done", "ignored", "failed"]), lt(events.receivedAt, before)))
    .orderBy(asc(events.seq))
    .limit(limit);
  if (old.length === 0) return 0;
  await store.writer.delete(events).where(
    inArray(
      events.seq,
      old.map((row) => row.seq),
    ),
  );
  return old.length;
}

export interface EventFilter {
  kind?: string | undefined;
  state?: EventRow["state"] | undefined;
  appId?: string | undefined;
}

function matching(store: Store, filter: EventFilter) {
  const { callbackEvents: events } = store.t;
  return and(
    filter.kind === undefined ? undefined : eq(events.kind, filter.kind),
    filter.state === undefined ? undefined : eq(events.state, filter.state),
    filter.appId === undefined ? undefined : eq(events.appId, filter.appId),
  );
}

/** One page, the newest first. */
export function readEvents(
  store: Store,
  filter: EventFilter,
  page: { after?: number | undefined; backwards: boolean; limit: number },
): Promise<EventRow[]> {
  const { callbackEvents: events } = store.t;
  const position =
    page.after === undefined ? undefined : page.backwards ? gt(events.seq, page.after) : lt(events.seq, page.after);
  return store.db
    .select()
    .from(events)
    .where(and(matching(store, filter), position))
    .orderBy((page.backwards ? asc : desc)(events.seq))
    .limit(page.limit);
}

/** Events counted up to `cap`. */
export async function countEvents(store: Store, filter: EventFilter, cap: number): Promise<number> {
  const { callbackEvents: events } = store.t;
  const inner = store.db.select({ seq: events.seq }).from(events).where(matching(store, filter)).limit(cap);
  const [row] = await store.rows<{ n: number | string }>(sql`select count(*) as n from (${inner}) as counted`);
  return Number(row?.n ?? 0);
}

import { and, asc, desc, eq, gt, inArray, isNotNull, like, lte, type SQL, sql } from "drizzle-orm";
import type { Store } from "#db/store.ts";
import { gramsOf, gramToken } from "#lib/core/grams.ts";
import { type Aggregate, settle } from "./aggregate.ts";
import { addCounts, countersOf } from "./counters.ts";
import type { GrantEventRow, GrantRow } from "./rows.store.ts";

export interface Change {
  before: Aggregate | null;
  after: Aggregate;
}

/**
 * Reads accounts, lets `change` make their new facts, and writes what differs: rows, search index, missing
 * sets and counters together. `change` returns null to leave an account alone. Inside tx.
 * @returns the accounts that changed, by AppID.
 */
export async function changeAccounts(
  store: Store,
  appIds: readonly string[],
  change: (appId: string, before: Aggregate | null) => Aggregate | null,
): Promise<Map<string, Change>> {
  const ids = [...new Set(appIds)].sort();
  const found = await readAggregates(store, ids, { lock: true });
  const deltas = new Map<string, number>();
  const changed = new Map<string, Change>();
  for (const appId of ids) {
    const before = found.get(appId) ?? null;
    const made = change(appId, before);
    if (!made) continue;
    const after = settle(made);
    if (before) addCounts(deltas, countersOf(before), -1);
    addCounts(deltas, countersOf(after), 1);
    changed.set(appId, { before, after });
  }
  await writeChanges(store, [...changed.values()]);
  await addToCounters(store, deltas);
  return changed;
}

/** Accounts with their grants, by AppID. */
export async function readAggregates(store: Store, appIds: readonly string[], { lock = false } = {}) {
  const { accounts, grants } = store.t;
  const ids = [...appIds];
  if (lock && store.dialect === "postgres")
    await store.rows(sql`select 1 from ${accounts} where ${inArray(accounts.appId, ids)} order by app_id for update`);
  const rows = await store.db.select().from(accounts).where(inArray(accounts.appId, ids));
  const grantRows = await store.db.select().from(grants).where(inArray(grants.appId, ids));
  const byApp = Map.groupBy(grantRows, (grant) => grant.appId);
  return new Map(
    rows.map(({ seq: _seq, ...account }) => [
      account.appId,
      { account, grants: byApp.get(account.appId) ?? [] } satisfies Aggregate,
    ]),
  );
}

/** Writes all that changed with a few statements, whatever the number of accounts: imports come by the thousand. */
async function writeChanges(store: Store, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const { accounts, grants } = store.t;
  const changed = changes.filter(({ before, after }) => !same(before?.account, after.account));
  if (changed.length > 0) {
    const rows = await store.writer
      .insert(accounts)
      .values(changed.map(({ after }) => after.account))
      .onConflictDoUpdate({ target: accounts.appId, set: allButKeys(changed[0]?.after.account ?? {}, ["appId"]) })
      .returning({ seq: accounts.seq, appId: accounts.appId });
    const seqs = new Map(rows.map((row) => [row.appId, row.seq]));
    const refolded = changed.filter(({ before, after }) => before?.account.folded !== after.account.folded);
    await writeGrams(
      store,
      refolded.map(({ after }) => [seqs.get(after.account.appId) ?? 0, gramsOf(after.account.folded)]),
    );
  }
  const changedGrants = changes.flatMap(({ before, after }) =>
    after.grants.filter(
      (grant) =>
        !same(
          before?.grants.find((old) => isSameGrant(old, grant)),
          grant,
        ),
    ),
  );
  if (changedGrants.length === 0) return;
  await store.writer
    .insert(grants)
    .values(changedGrants)
    .onConflictDoUpdate({
      target: [grants.appId, grants.componentAppId],
      set: allButKeys(changedGrants[0] ?? {}, ["appId", "componentAppId"]),
    });
  const held = changes.filter(({ before, after }) => [before, after].some((state) => hasMissing(state)));
  await writeMissing(
    store,
    held.map(({ after }) => after),
  );
}

function isSameGrant(a: GrantRow, b: GrantRow): boolean {
  return a.appId === b.appId && a.componentAppId === b.componentAppId;
}

function hasMissing(state: Aggregate | null): boolean {
  return state?.grants.some((grant) => grant.missingSetIds.length > 0) ?? false;
}

/** `column = excluded.column` for every column of a row but its keys. */
function allButKeys(row: object, keys: readonly string[]): Record<string, SQL> {
  const names = Object.keys(row).filter((name) => !keys.includes(name));
  const column = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(names.map((name) => [name, sql.raw(`excluded.${column(name)}`)]));
}

function same(a: object | undefined, b: object): boolean {
  if (!a) return false;
  const other = a as Record<string, unknown>;
  return Object.entries(b).every(([key, value]) => JSON.stringify(other[key]) === JSON.stringify(value));
}

/** The search index of some accounts: their row numbers and grams. */
async function writeGrams(store: Store, rows: readonly (readonly [number, string[]])[]): Promise<void> {
  if (rows.length === 0) return;
  const { accounts } = store.t;
  if (store.dialect === "postgres") {
    const pairs = JSON.stringify(rows.map(([seq, grams]) => [seq, grams]));
    await store.rows(sql`update ${accounts}
      set grams = array(select jsonb_array_elements_text(pair->1)) from jsonb_array_elements(${pairs}::jsonb) as pair
      where seq = (pair->>0)::bigint`);
    return;
  }
  const pairs = JSON.stringify(rows.map(([seq, grams]) => [seq, grams.map(gramToken).join(" ")]));
  await store.writer.run(
    sql`delete from account_grams where rowid in (select json_extract(value, '$[0]') from json_each(${pairs}))`,
  );
  await store.writer.run(sql`insert into account_grams(rowid, g)
    select json_extract(value, '$[0]'), json_extract(value, '$[1]') from json_each(${pairs})`);
}

async function writeMissing(store: Store, states: readonly Aggregate[]): Promise<void> {
  if (states.length === 0) return;
  const { missingSets } = store.t;
  await store.writer.delete(missingSets).where(
    inArray(
      missingSets.appId,
      states.map((state) => state.account.appId),
    ),
  );
  const rows = states.flatMap((state) =>
    state.grants.flatMap(({ appId, componentAppId, authorizedAt, nameKey, missingSetIds }) =>
      (missingSetIds.length === 0 ? [] : [0, ...missingSetIds]).map((permissionSetId) => ({
        permissionSetId,
        appId,
        componentAppId,
        authorizedAt,
        nameKey,
      })),
    ),
  );
  if (rows.length > 0) await store.writer.insert(missingSets).values(rows);
}

async function addToCounters(store: Store, deltas: Map<string, number>): Promise<void> {
  const { accountCounters } = store.t;
  if (deltas.size === 0) return;
  // In one order everywhere, so that two transactions on PostgreSQL never wait for each other crosswise.
  const rows = JSON.stringify([...deltas].sort(([a], [b]) => (a < b ? -1 : 1)));
  const add = sql`on conflict (name) do update set value = ${accountCounters.value} + excluded.value`;
  // One parameter for some hundred counters: building such an insert row by row costs more than running it.
  if (store.dialect === "postgres")
    await store.rows(sql`insert into ${accountCounters} (name, value)
      select pair->>0, (pair->>1)::bigint from jsonb_array_elements(${rows}::jsonb) as pair ${add}`);
  else
    await store.writer.run(sql`insert into ${accountCounters} (name, value)
      select json_extract(value, '$[0]'), json_extract(value, '$[1]') from json_each(${rows}) where true ${add}`);
}

/** Moves one counter that another domain keeps here, such as `unclaimed`. Inside tx. */
export function moveCounter(store: Store, name: string, by: number): Promise<void> {
  return addToCounters(store, new Map([[name, by]]));
}

/** Values of counters; those never written are 0. */
export async function readCounters(store: Store, names: readonly string[]): Promise<Map<string, number>> {
  const { accountCounters } = store.t;
  const rows = await store.db
    .select()
    .from(accountCounters)
    .where(inArray(accountCounters.name, [...names]));
  const values = new Map(names.map((name) => [name, 0]));
  for (const row of rows) values.set(row.name, row.value);
  return values;
}

/** Counters by the start of their name, the greatest first. */
export async function readCountersLike(store: Store, prefix: string, limit: number) {
  const { accountCounters } = store.t;
  return store.db
    .select()
    .from(accountCounters)
    .where(and(like(accountCounters.name, `${prefix}%`), gt(accountCounters.value, 0)))
    .orderBy(desc(accountCounters.value), asc(accountCounters.name))
    .limit(limit);
}

/** Authorizations since a time, counted up to `cap`. */
export async function countSince(store: Store, since: number, cap: number): Promise<number> {
  const { grants } = store.t;
  const [row] = await store.rows<{ n: number | string }>(
    sql`select count(*) as n from (select 1 from ${grants} where authorized_at >= ${since} limit ${cap}) as counted`,
  );
  return Number(row?.n ?? 0);
}

export async function insertGrantEvents(store: Store, rows: GrantEventRow[]): Promise<void> {
  if (rows.length > 0) await store.writer.insert(store.t.grantEvents).values(rows);
}

/** Grant history of an account, newest first. */
export function readGrantEvents(store: Store, appId: string, limit: number): Promise<GrantEventRow[]> {
  const { grantEvents } = store.t;
  return store.db
    .select()
    .from(grantEvents)
    .where(eq(grantEvents.appId, appId))
    .orderBy(desc(grantEvents.at), desc(grantEvents.id))
    .limit(limit);
}

export async function findAppIdByOriginal(store: Store, componentAppId: string, originalId: string) {
  const { accounts, grants } = store.t;
  const [row] = await store.db
    .select({ appId: accounts.appId })
    .from(accounts)
    .innerJoin(grants, eq(grants.appId, accounts.appId))
    .where(and(eq(accounts.originalId, originalId), eq(grants.componentAppId, componentAppId)))
    .limit(1);
  return row?.appId ?? null;
}

/** Accounts whose details are due, with the platform to ask through; the longest waiting first. */
export function readDetailsDue(store: Store, nowMs: number, limit: number) {
  const { accounts, grants } = store.t;
  return store.db
    .select({ appId: accounts.appId, componentAppId: grants.componentAppId, attempts: accounts.detailsAttempts })
    .from(accounts)
    .innerJoin(grants, and(eq(grants.appId, accounts.appId), eq(grants.isPrimary, true)))
    .where(and(lte(accounts.detailsDueAt, nowMs), eq(grants.state, "authorized")))
    .orderBy(asc(accounts.detailsDueAt))
    .limit(limit);
}

/** When the next details are due (ms), or null. */
export async function nextDetailsDue(store: Store): Promise<number | null> {
  const { accounts, grants } = store.t;
  const [row] = await store.db
    .select({ dueAt: accounts.detailsDueAt })
    .from(accounts)
    .innerJoin(grants, and(eq(grants.appId, accounts.appId), eq(grants.isPrimary, true)))
    .where(and(isNotNull(accounts.detailsDueAt), eq(grants.state, "authorized")))
    .orderBy(asc(accounts.detailsDueAt))
    .limit(1);
  return row?.dueAt ?? null;
}

/** How many authorized accounts of a platform still wait for their first details. */
export async function countUndetailed(store: Store, componentAppId: string): Promise<number> {
  const { accounts, grants } = store.t;
  const [row] = await store.rows<{ n: number | string }>(
    sql`select count(*) as n from ${accounts} a cross join ${grants} g
      where a.details_due_at is not null and a.details_read_at is null and a.details_attempts < 5
      and g.app_id = a.app_id and g.component_app_id = ${componentAppId} and g.state = 'authorized'`,
  );
  return Number(row?.n ?? 0);
}

/** AppIDs of the accounts authorized last. */
export async function readNewest(store: Store, limit: number): Promise<string[]> {
  const { grants } = store.t;
  const rows = await store.db
    .select({ appId: grants.appId })
    .from(grants)
    .where(eq(grants.isPrimary, true))
    .orderBy(desc(grants.authorizedAt), desc(grants.appId))
    .limit(limit);
  return rows.map((row) => row.appId);
}

import { and, asc, desc, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Store } from "#db/store.ts";
import { gramToken, queryGrams } from "#lib/core/grams.ts";

/** What decides which rows stand in the list; `missing` 0 means any needed set. */
export interface ListFilter {
  platform?: string;
  kind?: string;
  state?: string;
  binding?: string;
  missing?: number;
  /** Authorized at or after this time (ms). */
  since?: number;
}

/** The filter whose index the list walks; the others are checked row by row. */
export type Driver = "all" | "platform" | "kind" | "state" | "binding" | "missing";

/** Candidates of a search: by grams, or by the beginning of an AppID. */
export type Search = { folded: string; grams: string[] } | { appIdPrefix: string };

export interface ListQuery {
  filter: ListFilter;
  driver: Driver;
  sort: "authorized" | "name";
  order: "asc" | "desc";
  /** Walk against the order, to the previous page. */
  backwards: boolean;
  after?: { key: string | number; appId: string };
  /** `few`: start from the search index and sort what it gives; `many`: walk the list and recheck. */
  search?: { by: Search; matches: "few" | "many" };
  limit: number;
}

const searchCap = 2_000;

/** One page of primary grants (or of one platform's grants) with their accounts. Await it, or EXPLAIN it. */
export function pageQuery(store: Store, query: ListQuery) {
  const { accounts, grants, missingSets } = store.t;
  const columns = {
    appId: accounts.appId,
    name: accounts.name,
    logoUrl: accounts.logoUrl,
    kind: grants.kind,
    principal: accounts.principal,
    merchantReference: accounts.merchantReference,
    componentAppId: grants.componentAppId,
    state: grants.state,
    permissionSetIds: grants.permissionSetIds,
    missingSetIds: grants.missingSetIds,
    binding: grants.bindingState,
    liveVersion: accounts.liveVersion,
    reviewState: accounts.reviewState,
    reviewSince: accounts.reviewSince,
    authorizedAt: grants.authorizedAt,
    nameKey: grants.nameKey,
    detailsReadAt: accounts.detailsReadAt,
  };
  const { sorted, key, descends } = orderOf(store, query);
  const direction = descends ? desc : asc;
  const order = [direction(key), direction(sorted.appId)] as const;
  const select = store.db.select(columns);
  const where = and(...conditions(store, query));
  // Cross joins keep the order of the tables: the index that is sorted by comes first.
  if (query.search?.matches === "few") {
    const rows = select.from(accounts).crossJoin(grants).where(where);
    return rows.orderBy(...order).limit(query.limit);
  }
  if (walksMissing(query)) {
    const rows = select.from(missingSets).crossJoin(grants).crossJoin(accounts).where(where);
    return rows.orderBy(...order).limit(query.limit);
  }
  const rows = select.from(grants).crossJoin(accounts).where(where);
  return rows.orderBy(...order).limit(query.limit);
}

/** Rows of a query counted up to `cap`, wherever the page stands. */
export async function countPage(store: Store, query: ListQuery, cap: number): Promise<number> {
  const { accounts, grants, missingSets } = store.t;
  const { after: _after, ...whole } = query;
  const tables =
    query.search?.matches === "few"
      ? sql`${accounts} cross join ${grants}`
      : walksMissing(query)
        ? sql`${missingSets} cross join ${grants} cross join ${accounts}`
        : sql`${grants} cross join ${accounts}`;
  const where = and(...conditions(store, whole));
  const inner = sql`select 1 from ${tables} where ${where} limit ${sql.raw(String(cap))}`;
  const [row] = await store.rows<{ n: number | string }>(sql`select count(*) as n from (${inner}) as counted`);
  return Number(row?.n ?? 0);
}

function orderOf(store: Store, query: ListQuery) {
  const { grants, missingSets } = store.t;
  const sorted = walksMissing(query) ? missingSets : grants;
  const key = query.sort === "name" ? sorted.nameKey : sorted.authorizedAt;
  return { sorted, key, descends: (query.order === "desc") !== query.backwards };
}

function walksMissing(query: ListQuery): boolean {
  return query.driver === "missing" && query.search?.matches !== "few";
}

function conditions(store: Store, query: ListQuery): (SQL | undefined)[] {
  const { accounts, grants, missingSets } = store.t;
  const { filter, driver, after, search } = query;
  const { sorted, key, descends } = orderOf(store, query);
  const few = search?.matches === "few";
  const joined = walksMissing(query)
    ? and(
        eq(grants.appId, missingSets.appId),
        eq(grants.componentAppId, missingSets.componentAppId),
        eq(accounts.appId, missingSets.appId),
      )
    : few
      ? eq(grants.appId, accounts.appId)
      : eq(accounts.appId, grants.appId);
  // Only the driver's condition may use an index; `|| ''` keeps the planner from choosing another.
  const equal = (name: Driver, column: SQLWrapper, value?: string) => {
    if (value === undefined) return undefined;
    return driver === name && !few ? sql`${column} = ${value}` : sql`${column} || '' = ${value}`;
  };
  return [
    joined,
    filter.platform === undefined ? eq(grants.isPrimary, true) : undefined,
    equal("platform", grants.componentAppId, filter.platform),
    equal("kind", grants.kind, filter.kind),
    equal("state", grants.state, filter.state),
    equal("binding", grants.bindingState, filter.binding),
    filter.missing === undefined ? undefined : missing(),
    filter.since === undefined ? undefined : sql`${grants.authorizedAt} >= ${filter.since}`,
    after === undefined
      ? undefined
      : sql`(${key}, ${sorted.appId}) ${sql.raw(descends ? "<" : ">")} (${after.key}, ${after.appId})`,
    search && few ? sql`${accounts.seq} in (${candidates(store, search.by)})` : undefined,
    search ? recheck() : undefined,
  ];

  function missing(): SQL | undefined {
    if (driver === "missing" && !few) return eq(missingSets.permissionSetId, filter.missing ?? 0);
    return sql`exists (select 1 from ${missingSets} m where m.app_id = ${grants.appId}
      and m.component_app_id = ${grants.componentAppId} and m.permission_set_id = ${filter.missing ?? 0})`;
  }
  function recheck(): SQL | undefined {
    if (!search) return undefined;
    if ("appIdPrefix" in search.by) return sql`${accounts.appId} like ${`${search.by.appIdPrefix}%`}`;
    return store.dialect === "postgres"
      ? sql`strpos(${accounts.folded}, ${search.by.folded}) > 0`
      : sql`instr(${accounts.folded}, ${search.by.folded}) > 0`;
  }
}

/** Row numbers that the search index offers, at most `searchCap + 1`. */
function candidates(store: Store, search: Search): SQL {
  const { accounts } = store.t;
  const limit = sql.raw(String(searchCap + 1));
  if (store.dialect === "postgres") {
    // A collation may order letters its own way, so a prefix is no range here: the grams find it too.
    const grams = "appIdPrefix" in search ? queryGrams(search.appIdPrefix) : search.grams;
    const joined = grams.join("\u001f");
    return sql`select seq from ${accounts} where grams @> string_to_array(${joined}, chr(31)) limit ${limit}`;
  }
  if ("appIdPrefix" in search) {
    const { appIdPrefix: prefix } = search;
    return sql`select seq from ${accounts} where app_id >= ${prefix} and app_id < ${`${prefix}~`} limit ${limit}`;
  }
  const match = search.grams.map((gram) => `"${gramToken(gram)}"`).join(" AND ");
  return sql`select rowid from account_grams where account_grams match ${match} limit ${limit}`;
}

/** How many rows the search index offers: at most the cap counts as few. */
export async function weighSearch(store: Store, search: Search): Promise<{ matches: "few" | "many"; offered: number }> {
  const [row] = await store.rows<{ n: number | string }>(
    sql`select count(*) as n from (${candidates(store, search)}) as offered`,
  );
  const offered = Number(row?.n ?? 0);
  return { matches: offered > searchCap ? "many" : "few", offered };
}

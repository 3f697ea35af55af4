import type * as z from "zod";
import type { Context } from "#lib/core/context.ts";
import type { pageInput } from "#lib/core/contract.ts";
import { AppError } from "#lib/core/errors.ts";
import { fold, queryGrams } from "#lib/core/grams.ts";
import { requirePermission } from "#lib/core/permission.ts";
import type { AccountRow, accountFilter } from "./contract.ts";
import { type CountedFilter, filterCounter } from "./counters.ts";
import { describeRow, type RowFacts } from "./describe-row.ts";
import { countPage, type Driver, type ListQuery, pageQuery, type Search, weighSearch } from "./list.store.ts";
import { readCounters } from "./store.ts";

export type ListAccountsInput = z.output<typeof pageInput> & z.output<typeof accountFilter>;

export interface AccountPage {
  items: AccountRow[];
  nextCursor: string | null;
  previousCursor: string | null;
  total: number;
  totalCapped: boolean;
}

type PageRow = RowFacts & { nameKey: string };

const countCap = 1_000;
const dayMs = 86_400_000;
const nothing: AccountPage = { items: [], nextCursor: null, previousCursor: null, total: 0, totalCapped: false };

/** One page of accounts. Without a search, the total is exact and kept; with one, it is counted to a cap. */
export async function listAccounts(ctx: Context, input: ListAccountsInput): Promise<AccountPage> {
  requirePermission(ctx, "accounts.read");
  const { store } = ctx;
  const counted: CountedFilter = {
    ...(input.platform && { platform: input.platform }),
    ...(input.kind && { kind: input.kind }),
    ...(input.state && { state: input.state }),
    ...(input.binding && { binding: input.binding }),
    ...(input.missingSet !== undefined && { missing: input.missingSet }),
  };
  const weighed = await weighFilters(ctx, counted);
  const since = input.withinDays === undefined ? undefined : ctx.clock.now() - input.withinDays * dayMs;
  const search = readSearch(input.search);
  const weight = search ? await weighSearch(store, search) : null;
  if (weighed.total === 0 || weight?.offered === 0) return nothing;

  const after = input.cursor === undefined ? undefined : readCursor(input.cursor, input.sort);
  const backwards = input.direction === "previous" && after !== undefined;
  const query: ListQuery = {
    filter: { ...counted, ...(since !== undefined && { since }) },
    driver: since !== undefined && input.sort === "authorized" ? "all" : weighed.driver,
    sort: input.sort,
    order: input.order,
    backwards,
    ...(after && { after }),
    ...(search && weight && { search: { by: search, matches: weight.matches } }),
    limit: input.limit + 1,
  };
  const found: PageRow[] = await pageQuery(store, query);
  const more = found.length > input.limit;
  const rows = found.slice(0, input.limit);
  if (backwards) rows.reverse();
  const exact = search === null && since === undefined;
  const isWhole = after === undefined && !more;
  // Two characters are their own gram: what the index offers beyond the cap needs no recheck.
  const surelyMany = weight?.matches === "many" && isOneGram(search) && Object.keys(query.filter).length === 0;
  const count = () => (surelyMany ? countCap + 1 : countPage(store, query, countCap + 1));
  const total = exact ? weighed.total : isWhole ? rows.length : await count();
  const cursorOf = (row: (typeof rows)[number] | undefined) => (row ? writeCursor(row, input.sort) : null);
  return {
    items: rows.map((row) => describeRow(row)),
    nextCursor: backwards || more ? cursorOf(rows.at(-1)) : null,
    previousCursor: (backwards ? more : after !== undefined) ? cursorOf(rows[0]) : null,
    total: exact ? total : Math.min(total, countCap),
    totalCapped: !exact && total > countCap,
  };
}

/** The total of the filters together, and the one of them that leaves the fewest rows to walk. */
async function weighFilters(ctx: Context, filter: CountedFilter): Promise<{ total: number; driver: Driver }> {
  const alone = (Object.keys(filter) as (keyof CountedFilter)[]).map((name) => ({
    driver: name as Driver,
    counter: filterCounter({ [name]: filter[name] }),
  }));
  const whole = filterCounter(filter);
  const values = await readCounters(ctx.store, [whole, ...alone.map((item) => item.counter)]);
  let best: { driver: Driver; rows: number } = { driver: "all", rows: Number.POSITIVE_INFINITY };
  for (const { driver, counter } of alone) {
    const rows = values.get(counter) ?? 0;
    if (rows < best.rows) best = { driver, rows };
  }
  return { total: values.get(whole) ?? 0, driver: best.driver };
}

function readSearch(text: string | undefined): Search | null {
  const folded = fold(text ?? "");
  if (folded === "") return null;
  // Hexadecimal pairs occur in every AppID, so that grams would say little: walk the AppIDs themselves.
  if (/^wx[0-9a-f]{4,16}$/.test(folded)) return { appIdPrefix: folded };
  return { folded, grams: queryGrams(folded) };
}

function isOneGram(search: Search | null): boolean {
  return search !== null && "folded" in search && [...search.folded].length <= 2;
}

function writeCursor(row: { authorizedAt: number; nameKey: string; appId: string }, sort: "authorized" | "name") {
  const key = sort === "name" ? row.nameKey : row.authorizedAt;
  return Buffer.from(JSON.stringify([key, row.appId])).toString("base64url");
}

function readCursor(cursor: string, sort: "authorized" | "name"): { key: string | number; appId: string } {
  try {
    const [key, appId] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (typeof key === (sort === "name" ? "string" : "number") && typeof appId === "string") return { key, appId };
  } catch {
    // Falls through: whatever it was, it is no cursor of ours.
  }
  throw new AppError("cursor_invalid", { kind: "invalid" });
}

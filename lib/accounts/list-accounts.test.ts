import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { type Context, type Services, systemContext } from "#lib/core/context.ts";
import { openTestServices } from "#lib/tokens/testing.ts";
import { accountFilter } from "./contract.ts";
import { countAccounts } from "./count-accounts.ts";
import { findAccounts } from "./find-accounts.ts";
import { type Driver, pageQuery } from "./list.store.ts";
import { listAccounts } from "./list-accounts.ts";
import { markBinding, markLiveVersion, markReference } from "./mark-account.ts";
import { revokeGrant } from "./revoke-grant.ts";
import { plantAccounts } from "./testing.ts";

let services: Services;
let ctx: Context;
const start = Date.UTC(2026, 0, 1);
const clock = fixedClock(start + 400 * 3_600_000);
const one = "wx00000000000000c1";
const two = "wx00000000000000c2";
const kinds = ["mini_program", "service_account", "subscription_account"] as const;
const names = ["奶雪的茶", "一号奶茶", "Ｔea No.", "青禾书店", "雪山咖啡"];

// PostgreSQL in WebAssembly takes its time: fewer accounts show the same there.
const size = inject("dialect") === "sqlite" ? 120 : 48;
const spot = (share: number) => Math.floor(size * share);

beforeAll(async () => {
  services = await openTestServices({ dialect: inject("dialect"), apiUrl: "http://127.0.0.1:9", clock });
  ctx = systemContext(services, "test");
  const planted = Array.from({ length: size }, (_, at) => ({
    appId: `wx${at.toString(16).padStart(16, "0")}`,
    componentAppId: at % 3 === 0 ? two : one,
    name: `${names[at % names.length]}${at}`,
    principal: at % 2 ? "杭州青禾文化有限公司" : "上海雪山食品有限公司",
    kind: kinds[at % 3] ?? "mini_program",
    permissionSetIds: at % 4 === 0 ? [18, 30, 3] : [18, 25, 30, 24, 3],
    ...(at < 12 && { merchantReference: `M-${1000 + at}` }),
    authorizedAt: start + (at % 7 === 0 ? 5 : at) * 3_600_000,
  }));
  await plantAccounts(services, planted);
  // Some accounts stand with both platforms, some were revoked, some bindings are known.
  await plantAccounts(
    services,
    planted
      .slice(0, spot(0.2))
      .map((account) => ({ ...account, componentAppId: account.componentAppId === one ? two : one })),
  );
  await services.store.tx(async () => {
    for (const account of planted.slice(spot(0.25), spot(0.4)))
      await revokeGrant(ctx, { ...account, eventAt: start + 500 * 3_600_000 });
    for (const account of planted.slice(spot(0.4), spot(0.6)))
      await markBinding(ctx, { appId: account.appId, state: "unbound" });
    for (const account of planted.slice(spot(0.6), spot(0.7)))
      await markBinding(ctx, { appId: account.appId, state: "bound" });
    await markLiveVersion(ctx, { appId: planted[3]?.appId ?? "", version: "1.8.0" });
    await markReference(ctx, { appId: planted[4]?.appId ?? "", merchantReference: "瓜洲渡" });
  });
}, 120_000);
afterAll(() => services?.store.close());

const page = { direction: "next", limit: 50 } as const;
const list = (filter: object, more: object = {}) =>
  listAccounts(ctx, { ...page, ...accountFilter.parse(filter), ...more });

async function walk(filter: object, limit: number) {
  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const found = await list(filter, { limit, ...(cursor ? { cursor } : {}) });
    seen.push(...found.items.map((item) => item.appId));
    cursor = found.nextCursor;
  } while (cursor);
  return seen;
}

const filters = fc.record(
  {
    platform: fc.constantFrom(one, two),
    kind: fc.constantFrom(...kinds),
    state: fc.constantFrom("authorized", "revoked"),
    binding: fc.constantFrom("bound", "unbound", "unknown"),
    missingSet: fc.constantFrom(0, 25, 24),
    withinDays: fc.constantFrom(5, 15),
    search: fc.constantFrom("雪", "奶茶", "tea", "M-10", "青禾", "wx00000000", "不存在"),
    sort: fc.constantFrom("authorized", "name"),
    order: fc.constantFrom("asc", "desc"),
  },
  { requiredKeys: [] },
);

test("any filter gives exactly the matching accounts, each once, on pages of any size, and the right total", async () => {
  const all = await findAccounts(
    ctx,
    Array.from({ length: size }, (_, at) => `wx${at.toString(16).padStart(16, "0")}`),
  );
  await fc.assert(
    fc.asyncProperty(filters, fc.integer({ min: 3, max: 60 }), async (filter, limit) => {
      const needed = (kind: string) => (kind === "mini_program" ? [18, 25, 30] : [24, 3]);
      const since = filter.withinDays === undefined ? 0 : clock.now() - filter.withinDays * 86_400_000;
      const expected = all.filter((account) => {
        const primary = account.grants.find((grant) => grant.componentAppId === account.componentAppId);
        const grant = filter.platform
          ? account.grants.find((item) => item.componentAppId === filter.platform)
          : primary;
        if (!grant || grant.authorizedAt < since) return false;
        const missing =
          grant.state === "authorized" ? needed(account.kind).filter((id) => !grant.permissionSetIds.includes(id)) : [];
        const text = [account.name, account.principal, account.appId, account.merchantReference, account.originalId];
        const folded = text.join("\n").normalize("NFKC").toLowerCase();
        return (
          (!filter.kind || account.kind === filter.kind) &&
          (!filter.state || grant.state === filter.state) &&
          (!filter.binding || account.binding === filter.binding) &&
          (filter.missingSet === undefined ||
            (filter.missingSet === 0 ? missing.length > 0 : missing.includes(filter.missingSet))) &&
          (!filter.search ||
            (filter.search.startsWith("wx")
              ? account.appId.startsWith(filter.search)
              : folded.includes(filter.search.toLowerCase())))
        );
      });
      const seen = await walk(filter, limit);
      expect(seen.toSorted()).toEqual(expected.map((account) => account.appId).toSorted());
      expect((await list(filter)).total).toBe(expected.length);
    }),
    { numRuns: inject("dialect") === "sqlite" ? 120 : 20 },
  );
}, 120_000);

test("pages go back as they went forward", async () => {
  for (const sort of ["authorized", "name"]) {
    const first = await list({ sort }, { limit: 10 });
    const second = await list({ sort }, { limit: 10, cursor: first.nextCursor });
    const back = await list({ sort }, { limit: 10, cursor: second.previousCursor, direction: "previous" });
    expect(back.items).toEqual(first.items);
    expect(first.previousCursor).toBeNull();
    expect(back.previousCursor).toBeNull();
  }
});

test("the tabs count what their lists hold", async () => {
  const counts = await countAccounts(ctx);
  expect(counts).toMatchObject({
    all: (await list({})).total,
    missing: (await list({ missingSet: 0 })).total,
    unbound: (await list({ binding: "unbound" })).total,
    unknown: (await list({ binding: "unknown" })).total,
    revoked: (await list({ state: "revoked" })).total,
  });
  expect(counts).toMatchObject({ all: size, unbound: spot(0.6) - spot(0.4) });
});

test("a reference that was changed is found by its new words and no longer by the old ones", async () => {
  expect((await list({ search: "瓜洲" })).items.map((item) => item.merchantReference)).toEqual(["瓜洲渡"]);
  expect((await list({ search: "渡" })).total).toBe(1);
  expect((await list({ search: "M-1004" })).total).toBe(0);
});

test("a list is one walk along one index: no scan of a table and no sort", async () => {
  const drivers: [Driver, object][] = [
    ["all", {}],
    ["platform", { platform: one }],
    ["kind", { kind: "mini_program", state: "authorized" }],
    ["state", { state: "revoked" }],
    ["binding", { binding: "unbound", kind: "mini_program" }],
    ["missing", { missing: 25, platform: one }],
  ];
  for (const [driver, filter] of drivers)
    for (const sort of ["authorized", "name"] as const)
      for (const order of ["asc", "desc"] as const) {
        const after = { key: sort === "name" ? "m" : start, appId: "wx1" };
        const query = pageQuery(services.store, { filter, driver, sort, order, backwards: false, after, limit: 51 });
        const plan = await explain(query.getSQL());
        expect(plan, `${driver} ${sort} ${order}`).not.toMatch(/TEMP B-TREE|SCAN (?!.*USING)/);
        expect(plan).not.toMatch(/(^|\n)\s*(->\s*)?(Incremental )?Sort/);
        expect(plan).not.toMatch(/Seq Scan/);
      }
});

async function explain(query: ReturnType<ReturnType<typeof pageQuery>["getSQL"]>): Promise<string> {
  if (services.store.dialect === "sqlite") {
    const rows = await services.store.rows<{ detail: string }>(sql`explain query plan ${query}`);
    return rows.map((row) => row.detail).join("\n");
  }
  // With 120 rows PostgreSQL would rather read everything; what counts is that it can do without.
  return services.store.tx(async () => {
    await services.store.rows(sql`set local enable_seqscan = off`);
    await services.store.rows(sql`set local enable_sort = off`);
    await services.store.rows(sql`set local enable_bitmapscan = off`);
    const rows = await services.store.rows<Record<string, string>>(sql`explain ${query}`);
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  });
}

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openTestConsole, type TestConsole } from "#lib/callbacks/testing.ts";
import { findPlatform, importAccounts, noteImport } from "#lib/platforms/index.ts";
import { withAccountToken } from "#lib/tokens/index.ts";
import { receiveTicket } from "#lib/tokens/testing.ts";
import { importAccountsJob } from "./import-accounts.job.ts";
import { readDetailsJob } from "./read-details.job.ts";
import { readAggregates } from "./store.ts";

const listPath = "/cgi-bin/component/api_get_authorizer_list";
const size = 1_600;
const pageCount = Math.ceil(size / 500);

// How an import goes on is the same over both databases, what it writes is tried on both beside this.
describe("the import of accounts", { timeout: 120_000 }, () => {
  let hall: TestConsole;
  beforeAll(async () => {
    const simulator = { accounts: size + 40, authorized: size, seed: "import-trouble" };
    hall = await openTestConsole({ dialect: "sqlite", simulator, isDeaf: true, isIdle: true });
  });
  afterAll(() => hall.close());
  afterEach(() => hall.simulator.world.faults.clear());

  const run = (attempt = 1) =>
    importAccountsJob.run(hall.system, { componentAppId: hall.componentAppId }, { jobId: "import", attempt });
  const readDetails = () => readDetailsJob.run(hall.system, {}, { jobId: "details", attempt: 1 });
  const startAgain = () => importAccounts(hall.system, { componentAppId: hall.componentAppId });
  const progress = async () => (await findPlatform(hall.system, hall.componentAppId)).import;
  const grants = () => hall.simulator.world.platforms[0]!.grants;
  const listings = (seq: number) =>
    hall.simulator.world.ledger.since(seq).filter((entry) => entry.path === listPath).length;
  /** Acts at each of the next listings: WeChat reads the latency of a fault when the request has come in. */
  const whenListed = (times: number, act: () => void) =>
    hall.simulator.world.faults.add({
      ...{ path: listPath, kind: "latency", times, rate: 1, errcode: 0 },
      get latencyMs() {
        act();
        return 0;
      },
    });
  const known = async () => {
    const found = await readAggregates(hall.services.store, [...grants().keys()]);
    return [...found.values()].filter(({ grants: [grant] }) => grant?.state === "authorized").length;
  };

  it("reads 500 a page; what it found counts as done once its details are known", async () => {
    await run();
    expect(listings(0)).toBe(pageCount);
    expect(await known()).toBe(size);
    expect(await progress()).toMatchObject({ state: "running", listed: size, done: 0, total: size });
    // As if each had been read: what is tried here is the list.
    await hall.services.store.tx((db) => db.update(hall.services.store.t.accounts).set({ detailsDueAt: null }));
    await readDetails();
    expect(await progress()).toMatchObject({ state: "done", done: size, total: size });
  });

  it("rebuilds lost tokens from the next ticket on, without a person, and says how far it is", async () => {
    await hall.services.store.tx((db) => db.delete(hall.services.store.t.tokens));
    const account = { componentAppId: hall.componentAppId, appId: [...grants().keys()][987]! };
    const use = () => withAccountToken(hall.system, account, async (token) => token);
    await expect(use()).rejects.toMatchObject({ code: "authorization_missing" });
    await receiveTicket(hall.services, hall.componentAppId);
    const seq = hall.simulator.world.ledger.last;
    const shown: Promise<unknown>[] = [];
    whenListed(pageCount, () => shown.push(progress()));
    await run();
    expect(listings(seq)).toBe(pageCount);
    expect(await Promise.all(shown)).toMatchObject(
      Array.from({ length: pageCount }, (_, page) => ({
        state: "running",
        listed: page * 500,
        done: page * 500,
        total: page === 0 ? 0 : size,
      })),
    );
    await readDetails();
    expect(await progress()).toMatchObject({ state: "done", done: size });
    await expect(use()).resolves.toMatch(/^\d\d_/);
  });

  it("goes on at its mark when the day's quota is used up in the middle, an hour later", async () => {
    await startAgain();
    const seq = hall.simulator.world.ledger.last;
    whenListed(1, () =>
      hall.simulator.world.faults.add({
        ...{ path: listPath, kind: "errcode", errcode: 45009, times: 1, rate: 1, latencyMs: 0 },
      }),
    );
    const nowMs = hall.services.clock.now();
    const end = await run();
    expect(end?.againAt).toBeGreaterThanOrEqual(nowMs + 60 * 60_000);
    expect(await progress()).toMatchObject({ state: "running", done: 500, total: size, errcode: 45009 });
    await run();
    expect(listings(seq)).toBe(pageCount + 1);
    await readDetails();
    expect(await progress()).toMatchObject({ state: "done", done: size, errcode: null });
  });

  it("overlooks nobody when accounts leave and join while it reads", async () => {
    await hall.services.store.tx(async (db) => {
      await db.delete(hall.services.store.t.tokens);
      await db.delete(hall.services.store.t.grants);
      await db.delete(hall.services.store.t.accounts);
    });
    await receiveTicket(hall.services, hall.componentAppId);
    const [first, ...others] = [...grants().entries()];
    const joins = hall.simulator.world.accounts.find(({ appid }) => !grants().has(appid))!;
    let listing = 0;
    whenListed(3, () => {
      listing += 1;
      if (listing === 2) for (const [appId] of [first!, ...others.slice(0, 6)]) grants().delete(appId);
      if (listing === 3) grants().set(joins.appid, { ...others[10]![1], appid: joins.appid });
    });
    await run();
    expect(grants().size).toBe(size - 6);
    expect(await known()).toBe(size - 6);
  });

  it("does not take a page without lines for the end before it has seen it four times", async () => {
    const there = grants().size;
    await noteImport(hall.system, { componentAppId: hall.componentAppId, state: "done" });
    Object.defineProperty(grants(), "size", { value: there + 100, configurable: true });
    await startAgain();
    await expect(run(1)).rejects.toMatchObject({ code: "list_cut_short" });
    await expect(run(3)).rejects.toMatchObject({ code: "list_cut_short" });
    expect(await progress()).toMatchObject({ state: "running", total: there + 100 });
    expect(await run(4)).toBeUndefined();
    expect(await progress()).toMatchObject({ state: "running", total: there });
  });
});

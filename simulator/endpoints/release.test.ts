import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Reply } from "../testing.ts";
import { type Shop, type Shops, startShops } from "./testing.ts";

let sim: Shops;
let shop: Shop;

beforeAll(async () => {
  sim = await startShops();
});
afterAll(() => sim.close());
beforeEach(async () => {
  shop = await sim.next((index) => sim.versions(index) === 0);
});

const approved = async (user_version: string) => {
  await shop.commit(0, {}, { user_version });
  await sim.decide((await shop.submit({})).auditid, "approve");
};
const ship = async (user_version: string) => {
  await approved(user_version);
  expect(await shop.call("/wxa/release", {})).toEqual({ errcode: 0, errmsg: "ok" });
};
const live = async () => (await shop.call("/wxa/getversioninfo", {})).release_info?.release_version;
const history = async (): Promise<Reply[]> =>
  (await shop.call("/wxa/revertcoderelease?action=get_history_version")).version_list;
const revert = (query = "") => shop.call(`/wxa/revertcoderelease${query}`);
const gray = (body: object) => shop.call("/wxa/grayrelease", body);
const plan = async (): Promise<Reply> => (await shop.call("/wxa/getgrayreleaseplan")).gray_release_plan;

test("five versions are kept, the one before or a named one comes back, and only once", async () => {
  for (let nth = 1; nth <= 6; nth++) await ship(`1.${nth}`);
  const list = await history();
  expect(list.map((one) => one.user_version)).toEqual(["1.5", "1.4", "1.3", "1.2"]);
  expect(list[0]).toEqual({
    app_version: 5,
    user_version: "1.5",
    user_desc: "自提点",
    commit_time: expect.any(Number),
  });
  expect((await revert("?app_version=1")).errcode).toBe(87012);
  expect((await revert(`?app_version=${list[1]?.app_version}`)).errcode).toBe(0);
  expect(await live()).toBe("1.4");
  expect(await history()).toEqual([]);
  expect((await revert()).errcode).toBe(87012);
  await ship("1.7");
  expect((await revert()).errcode).toBe(0);
  expect(await live()).toBe("1.4");
});

test("a release is of the submitted snapshot, whatever was committed since", async () => {
  await approved("2.0");
  await shop.commit(1, {}, { user_version: "2.1" });
  await shop.call("/wxa/release", {});
  expect(await shop.call("/wxa/getversioninfo", {})).toMatchObject({
    exp_info: { exp_version: "2.1", exp_desc: "自提点", exp_time: expect.any(Number) },
    release_info: { release_version: "2.0", release_desc: "自提点", release_time: expect.any(Number) },
  });
});

test("a grey plan begins, grows, pauses while the service is closed, and ends in a release", async () => {
  await ship("1.0");
  const none = { support_debuger_first: false, support_experiencer_first: false };
  expect(await plan()).toEqual({ status: 0, create_timestamp: 0, gray_percentage: 0, ...none });
  await approved("1.1");
  expect((await gray({})).errcode).toBe(85081);
  expect((await gray({ gray_percentage: 0, support_debuger_first: false })).errcode).toBe(85081);
  expect((await gray({ gray_percentage: 12.5 })).errcode).toBe(85081);
  expect((await gray({ gray_percentage: -1 })).errcode).toBe(85081);
  expect((await gray({ gray_percentage: 101 })).errcode).toBe(85081);
  const testers = { support_debuger_first: true, support_experiencer_first: false };
  expect((await gray({ gray_percentage: 0, ...testers })).errcode).toBe(0);
  const begun = { status: 1, create_timestamp: expect.any(Number) };
  expect(await plan()).toEqual({ ...begun, gray_percentage: 0, ...testers });
  expect((await gray({ gray_percentage: "30", ...testers })).errcode).toBe(0);
  expect((await gray({ gray_percentage: 30 })).errcode).toBe(85082);
  expect((await gray({ gray_percentage: 29 })).errcode).toBe(85082);
  await shop.call("/wxa/change_visitstatus", { action: "close" });
  expect(await plan()).toMatchObject({ status: 2, gray_percentage: 30 });
  await shop.call("/wxa/change_visitstatus", { action: "open" });
  expect(await plan()).toMatchObject({ status: 1, gray_percentage: 30 });
  expect(await live()).toBe("1.0");
  await shop.call("/wxa/release", {});
  expect(await live()).toBe("1.1");
  expect(await plan()).toMatchObject({ status: 3, gray_percentage: 100 });
});

test("a grey plan forbids a rollback until it is taken back", async () => {
  await ship("1.0");
  await ship("1.1");
  await approved("1.2");
  await gray({ gray_percentage: 10 });
  expect((await revert()).errcode).toBe(87011);
  expect((await shop.call("/wxa/revertgrayrelease")).errcode).toBe(0);
  expect(await plan()).toMatchObject({ status: 4 });
  expect((await revert()).errcode).toBe(0);
  expect(await live()).toBe("1.0");
});

test("a grey plan of 100 percent is a release", async () => {
  await ship("1.0");
  await approved("1.1");
  expect((await gray({ gray_percentage: 100 })).errcode).toBe(0);
  expect(await live()).toBe("1.1");
  expect((await shop.call("/wxa/release", {})).errcode).toBe(85052);
});

test("withdrawals: five a day, ten a month, counted by Chinese days", async () => {
  const undo = async () => {
    await shop.submit({});
    return (await shop.call("/wxa/undocodeaudit")).errcode;
  };
  await shop.commit();
  const days: (number | undefined)[][] = [];
  for (let day = 0; day < 3; day++) {
    days.push(await series(6, undo));
    await sim.advance(86_400);
    shop = await sim.renewed(shop);
  }
  const five = [0, 0, 0, 0, 0];
  expect(days).toEqual([[...five, 87013], [...five, 87013], new Array(6).fill(87013)]);
  await sim.advance(28 * 86_400);
  shop = await sim.renewed(shop);
  expect(await undo()).toBe(0);
});

async function series<T>(times: number, run: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let nth = 0; nth < times; nth++) results.push(await run());
  return results;
}

test("expedites: once a review, only while it waits, until the month's are used up; both quotas are the platform's", async () => {
  await sim.send(`/_sim/platforms/${sim.platform.appid}`, { speedup_quota: 2, review_quota: 500 });
  const hurry = (auditid: unknown) => shop.call("/wxa/speedupaudit", { auditid });
  await shop.commit();
  const before = await shop.call("/wxa/queryquota");
  const { auditid } = await shop.submit({});
  expect((await hurry(auditid)).errcode).toBe(0);
  expect((await hurry(auditid)).errcode).toBe(89404);
  expect((await hurry(1)).errcode).toBe(85012);
  await sim.decide(auditid, "delay");
  expect((await hurry(auditid)).errcode).toBe(89403);
  await sim.decide(auditid, "approve");
  expect((await hurry(auditid)).errcode).toBe(89402);
  shop = await sim.next();
  await shop.commit();
  expect((await hurry(auditid)).errcode).toBe(85012);
  expect((await hurry((await shop.submit({})).auditid)).errcode).toBe(0);
  shop = await sim.next();
  await shop.commit();
  expect((await hurry((await shop.submit({})).auditid)).errcode).toBe(89405);
  expect(await shop.call("/wxa/queryquota")).toEqual({
    ...{ errcode: 0, errmsg: "ok", limit: 500, rest: before.rest - 3 },
    ...{ speedup_limit: 2, speedup_rest: 0 },
  });
});

test("an expedited review is decided sooner", async () => {
  await sim.send("/_sim/settings", { reviewSeconds: 4000 });
  await sim.send(`/_sim/platforms/${sim.platform.appid}`, { speedup_quota: 25 });
  await shop.commit();
  const { auditid } = await shop.submit({});
  await shop.call("/wxa/speedupaudit", { auditid });
  await sim.advance(1001);
  expect((await shop.call("/wxa/get_latest_auditstatus")).status).toBe(0);
});

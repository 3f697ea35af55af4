import { afterAll, beforeAll, expect, test } from "vitest";
import { profileAt } from "../seed/profile.ts";
import type { Reply } from "../testing.ts";
import { type Shop, type Shops, startShops } from "./testing.ts";

let sim: Shops;
let shop: Shop;
const FROZEN = 19;

beforeAll(async () => {
  sim = await startShops({ accounts: 2000 });
  shop = await sim.next();
});
afterAll(() => sim.close());

test("the service is closed and opened; 0 is paused, 1 is serving", async () => {
  for (const [action, status] of [
    ["close", 0],
    ["open", 1],
  ] as const) {
    expect(await shop.call("/wxa/change_visitstatus", { action })).toEqual({ errcode: 0, errmsg: "ok" });
    expect(await shop.call("/wxa/getvisitstatus", {})).toEqual({ errcode: 0, errmsg: "ok", status });
  }
  expect((await shop.call("/wxa/change_visitstatus", { action: "shut" })).errcode).toBe(85022);
  expect((await shop.call("/wxa/change_visitstatus", {})).errcode).toBe(85022);
});

test("a frozen Mini Program can change neither its visit status (85021) nor its search status (85083)", async () => {
  const frozen = sim.world.accounts.find(
    ({ kind, index }) => kind === "mini_program" && profileAt(sim.world.seed, index).accountStatus === FROZEN,
  );
  const merchant = await sim.merchant(await sim.component(), frozen?.appid as string);
  expect((await merchant.call("/wxa/change_visitstatus", { action: "open" })).errcode).toBe(85021);
  expect((await merchant.call("/wxa/changewxasearchstatus", { status: 1 })).errcode).toBe(85083);
});

test("the minimum base library is set to a version and read with everybody's shares", async () => {
  const set = (version: unknown) => shop.call("/cgi-bin/wxopen/setweappsupportversion", { version });
  expect((await set(undefined)).errcode).toBe(85015);
  expect((await set("3")).errcode).toBe(89014);
  expect((await set("3.6.6")).errcode).toBe(0);
  const { now_version, uv_info } = await shop.call("/cgi-bin/wxopen/getweappsupportversion", {});
  expect(now_version).toBe("3.6.6");
  const share = { version: expect.stringMatching(/^\d+\.\d+\.\d+$/), percentage: expect.any(Number) };
  for (const item of uv_info.items as Reply[]) expect(item).toEqual(share);
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { principalAt } from "../seed/principals.ts";
import { type ComponentClient, type MerchantClient, startTestSimulator } from "../testing.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let platform: ComponentClient;
let shop: MerchantClient;

beforeEach(async () => {
  sim = await startTestSimulator({ settings: { rejectRate: 0, delayRate: 0 } });
  platform = await sim.component();
  const company = (index: number) => principalAt(sim.world.seed, sim.world.accounts[index]?.principal ?? 0).type === 1;
  shop = await sim.merchant(platform, sim.fresh("mini_program", company)[0] as string);
});
afterEach(() => sim.close());

test("fast registration queues, tells its state and ends in a new account", async () => {
  const company = {
    name: "杭州虎符茶业有限公司",
    code: "91330106MA2CFHXX0A",
    code_type: 1,
    legal_persona_wechat: "lin_xiao01",
    legal_persona_name: "林晓",
  };
  const call = (action: string, body = company) =>
    platform.call(`/cgi-bin/component/fastregisterweapp?action=${action}`, body as unknown as Record<string, unknown>);
  expect((await call("search")).errcode).toBe(89250);
  expect((await call("create", { ...company, code: "123" })).errcode).toBe(89255);
  expect((await call("create")).errcode).toBe(0);
  expect((await call("create")).errcode).toBe(89249);
  expect((await call("search")).errcode).toBe(89251);
  const before = sim.world.accounts.length;
  await sim.send("/_sim/clock/advance", { seconds: 30 });
  expect((await call("search")).status).toBe(0);
  expect(sim.world.accounts.length).toBe(before + 1);
});

test("visit status, search status and base library are kept", async () => {
  expect((await shop.call("/wxa/change_visitstatus", { action: "shut" })).errcode).toBe(85022);
  await shop.call("/wxa/change_visitstatus", { action: "close" });
  expect((await shop.call("/wxa/getvisitstatus", {})).status).toBe(0);
  await shop.call("/wxa/changewxasearchstatus", { status: 1 });
  expect((await shop.call("/wxa/getwxasearchstatus")).status).toBe(1);
  expect((await shop.call("/cgi-bin/wxopen/setweappsupportversion", { version: "3" })).errcode).toBe(89014);
  await shop.call("/cgi-bin/wxopen/setweappsupportversion", { version: "3.6.6" });
  expect((await shop.call("/cgi-bin/wxopen/getweappsupportversion", {})).now_version).toBe("3.6.6");
});

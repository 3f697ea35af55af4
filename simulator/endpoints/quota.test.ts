import { afterEach, beforeEach, expect, test } from "vitest";
import { type ComponentClient, createStillClock, startTestSimulator } from "../testing.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let platform: ComponentClient;

/** The test clock starts on 2026-11-20 at 10:00 in China. */
beforeEach(async () => {
  sim = await startTestSimulator({ clock: createStillClock() });
  platform = await sim.component();
});
afterEach(() => sim.close());

const HOUR = 3_600;
const LIST = "/cgi-bin/component/api_get_authorizer_list";
const list = () => platform.post("api_get_authorizer_list", { offset: 0, count: 1 });
const quota = async (cgi_path: string, client: Pick<ComponentClient, "call"> = platform) =>
  (await client.call("/cgi-bin/openapi/quota/get", { cgi_path })).quota;
const clear = () => platform.call("/cgi-bin/clear_quota", { appid: platform.appid });
const later = async (seconds: number) => {
  await sim.send("/_sim/clock/advance", { seconds });
  platform = await sim.component();
};
const secret = () => sim.world.platforms[0]?.secret;
const clearBySecret = (appid?: string) =>
  sim.send("/cgi-bin/component/clear_quota/v2", { component_appid: platform.appid, appsecret: secret(), appid });

test("a day's quota runs down call by call, then 45009 until midnight in China", async () => {
  await sim.send("/_sim/quotas", { path: LIST, daily_limit: 2 });
  expect(await quota(LIST)).toEqual({ daily_limit: 2, used: 0, remain: 2 });
  await list();
  expect(await quota(LIST)).toEqual({ daily_limit: 2, used: 1, remain: 1 });
  await list();
  expect((await list()).errcode).toBe(45009);
  expect(await quota(LIST)).toEqual({ daily_limit: 2, used: 2, remain: 0 });
  await later(14 * HOUR - 1);
  expect((await list()).errcode).toBe(45009);
  await later(1);
  expect((await list()).total_count).toBe(40);
});

test("a call with a bad body counts, a refused token does not", async () => {
  await platform.call(LIST, { component_appid: "wx0" });
  await sim.send(`${LIST}?access_token=nonsense`, {});
  expect((await quota(LIST)).used).toBe(1);
});

test("each account has its own quota, and the platform's is untouched by it", async () => {
  const [one, two] = sim.fresh("mini_program") as [string, string];
  const [shop, other] = [await sim.merchant(platform, one), await sim.merchant(platform, two)];
  await sim.send("/_sim/quotas", { path: "/wxa/get_page", daily_limit: 1 });
  expect((await shop.call("/wxa/get_page")).errcode).toBe(86001);
  expect((await shop.call("/wxa/get_page")).errcode).toBe(45009);
  expect((await other.call("/wxa/get_page")).errcode).toBe(86001);
  expect((await shop.call("/cgi-bin/clear_quota", { appid: one })).errcode).toBe(0);
  expect((await shop.call("/wxa/get_page")).errcode).toBe(86001);
});

test("the token's own quota can run out, and the secret alone clears it", async () => {
  const path = "/cgi-bin/component/api_component_token";
  await sim.send("/_sim/quotas", { path, daily_limit: 1 });
  const [credentials] = (await sim.send("/_sim/credentials")).platforms;
  expect((await sim.send(path, credentials)).errcode).toBe(45009);
  expect((await clearBySecret()).errcode).toBe(0);
  expect((await sim.send(path, credentials)).expires_in).toBe(7200);
});

test("both ways of clearing share ten times a month, then 48006 until the next month", async () => {
  for (let nth = 0; nth < 5; nth++) {
    expect((await clear()).errcode).toBe(0);
    expect((await clearBySecret()).errcode).toBe(0);
  }
  expect((await clear()).errcode).toBe(48006);
  expect((await clearBySecret()).errcode).toBe(48006);
  const shop = await sim.merchant(platform, sim.fresh("mini_program")[0] as string);
  expect((await clearBySecret(shop.appid)).errcode).toBe(0);
  await later(11 * 24 * HOUR);
  expect((await clear()).errcode).toBe(0);
});

test("the secret clears only accounts of its own platform", async () => {
  expect((await clearBySecret("wx0000000000000000")).errcode).toBe(40013);
  expect((await clearBySecret(sim.fresh("mini_program")[0])).errcode).toBe(61003);
});

test("the review quota is one for the platform's Mini Programs and starts anew each month", async () => {
  await sim.send(`/_sim/platforms/${platform.appid}`, { review_quota: 7, speedup_quota: 2 });
  const shop = await sim.merchant(platform, sim.fresh("mini_program")[0] as string);
  expect(await shop.call("/wxa/queryquota")).toMatchObject({ rest: 7, limit: 7, speedup_rest: 2, speedup_limit: 2 });
});

test("a rid tells the failed call for seven days, to the same account only", async () => {
  const refused = await platform.post("api_get_authorizer_info", { authorizer_appid: "wx0" });
  const rid = /rid: (.+)$/.exec(refused.errmsg ?? "")?.[1];
  const get = () => platform.call("/cgi-bin/openapi/rid/get", { rid });
  const { request, errcode } = await get();
  expect(errcode).toBe(0);
  expect(request).toEqual({
    invoke_time: Math.floor(sim.world.clock.now() / 1000),
    cost_in_ms: expect.any(Number),
    request_url: "/cgi-bin/component/api_get_authorizer_info?access_token=***",
    request_body: JSON.stringify({ component_appid: platform.appid, authorizer_appid: "wx0" }),
    response_body: JSON.stringify({ errcode: 40013, errmsg: refused.errmsg }),
    client_ip: "127.0.0.1",
  });
  expect(Number.parseInt(rid ?? "", 16)).toBe(request.invoke_time);
  const shop = await sim.merchant(platform, sim.fresh("mini_program")[0] as string);
  expect((await shop.call("/cgi-bin/openapi/rid/get", { rid })).errcode).toBe(76003);
  await later(7 * 24 * HOUR);
  expect((await get()).errcode).toBe(76004);
});

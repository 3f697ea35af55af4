import { afterEach, beforeEach, expect, test } from "vitest";
import { type ComponentClient, startTestSimulator } from "../testing.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let platform: ComponentClient;
let shop: string;
let official: string;

beforeEach(async () => {
  sim = await startTestSimulator();
  platform = await sim.component();
  shop = (await sim.merchant(platform, sim.fresh("mini_program")[0] as string)).appid;
  official = (await sim.merchant(platform, sim.fresh("official_account")[0] as string)).appid;
});
afterEach(() => sim.close());

const codeOf = async (appid: string, more: Record<string, unknown> = {}) =>
  (await sim.send(`/_sim/accounts/${appid}/login`, { user: 1, ...more })).code as string;
const call = (path: string, query: Record<string, string>) =>
  sim.send(
    `/sns/${path}?${new URLSearchParams({ component_appid: platform.appid, component_access_token: platform.token, ...query })}`,
  );
const session = (query: Record<string, string>) =>
  call("component/jscode2session", { appid: shop, grant_type: "authorization_code", ...query });
const redeem = (query: Record<string, string>) =>
  call("oauth2/component/access_token", { appid: official, grant_type: "authorization_code", ...query });
const refresh = (query: Record<string, string>) =>
  call("oauth2/component/refresh_token", { appid: official, grant_type: "refresh_token", ...query });

test("a js_code logs in once; used, expired, unknown or another account's it gives 40029", async () => {
  const js_code = await codeOf(shop);
  const answer = await session({ js_code });
  expect(answer.openid).toMatch(/^o[\w-]{27}$/);
  expect(answer).not.toHaveProperty("errcode");
  expect((await session({ js_code })).errcode).toBe(40029);
  expect((await session({ js_code: "0".repeat(32) })).errcode).toBe(40029);
  expect((await session({ js_code: await codeOf(official) })).errcode).toBe(40029);
  const late = await codeOf(shop);
  await sim.send("/_sim/clock/advance", { seconds: 301 });
  expect((await session({ js_code: late })).errcode).toBe(40029);
});

test("a login is refused for a blocked user, a wrong platform, a wrong account and a wrong token", async () => {
  const js_code = await codeOf(shop);
  expect((await session({ js_code: await codeOf(shop, { blocked: true }) })).errcode).toBe(40226);
  expect((await session({ js_code, component_appid: "" })).errcode).toBe(41018);
  expect((await session({ js_code, component_appid: sim.world.platforms[1]?.appid ?? "" })).errcode).toBe(61011);
  expect((await session({ js_code, appid: "wx0" })).errcode).toBe(40013);
  expect((await session({ js_code, appid: "" })).errcode).toBe(41002);
  expect((await session({ js_code, appid: sim.fresh("mini_program")[0] as string })).errcode).toBe(61003);
  expect((await session({ js_code, component_access_token: "" })).errcode).toBe(41001);
  expect((await session({ js_code, component_access_token: "x" })).errcode).toBe(40014);
  expect((await session({ js_code })).openid).toMatch(/^o/);
});

test("the platform can look up why a login failed, without its secrets", async () => {
  const refused = await session({ js_code: "unknown" });
  const rid = /rid: (.+)$/.exec(refused.errmsg ?? "")?.[1];
  const { request } = await platform.call("/cgi-bin/openapi/rid/get", { rid });
  expect(request.request_url).toContain(`appid=${shop}&grant_type=authorization_code&js_code=***`);
  expect(request.request_url).not.toContain(platform.token);
});

test("too many logins a minute can be laid as a fault", async () => {
  await sim.send("/_sim/faults", { path: "/sns/component/jscode2session", kind: "errcode", errcode: 45011, times: 1 });
  const js_code = await codeOf(shop);
  expect((await session({ js_code })).errcode).toBe(45011);
  expect((await session({ js_code })).openid).toMatch(/^o/);
});

test("a web code gives tokens once, then 40163; an unknown one 40029", async () => {
  const code = await codeOf(official);
  expect(await redeem({ code })).toMatchObject({
    access_token: expect.any(String),
    expires_in: 7200,
    refresh_token: expect.any(String),
    openid: expect.stringMatching(/^o[\w-]{27}$/),
    scope: "snsapi_userinfo",
  });
  expect((await redeem({ code })).errcode).toBe(40163);
  expect((await redeem({ code: "none" })).errcode).toBe(40029);
});

test("a user's refresh token lives thirty days, then 42002; a wrong one gives 40030", async () => {
  const { refresh_token, openid } = await redeem({ code: await codeOf(official) });
  expect(await refresh({ refresh_token })).toMatchObject({ openid, expires_in: 7200 });
  expect((await refresh({ refresh_token: "none" })).errcode).toBe(40030);
  await sim.send("/_sim/clock/advance", { seconds: 30 * 86_400 });
  platform = await sim.component();
  expect((await refresh({ refresh_token })).errcode).toBe(42002);
});

test("a profile is shown only with snsapi_userinfo, to the token's own openid", async () => {
  const profile = (access_token: string, openid: string) =>
    sim.send(`/sns/userinfo?${new URLSearchParams({ access_token, openid, lang: "zh_CN" })}`);
  const full = await redeem({ code: await codeOf(official) });
  expect(await profile(full.access_token, full.openid)).toMatchObject({
    openid: full.openid,
    nickname: expect.any(String),
    sex: 0,
    headimgurl: "",
    privilege: [],
  });
  expect((await profile(full.access_token, "oNobody")).errcode).toBe(40003);
  const base = await redeem({ code: await codeOf(official, { scope: "snsapi_base" }) });
  expect((await profile(base.access_token, base.openid)).errcode).toBe(48001);
});

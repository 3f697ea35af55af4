import { afterEach, beforeEach, expect, test } from "vitest";
import { type ComponentClient, startTestSimulator } from "./testing.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let platform: ComponentClient;

beforeEach(async () => {
  sim = await startTestSimulator();
  platform = await sim.component();
});
afterEach(() => sim.close());

const list = { offset: 0, count: 1 };
const path = "/cgi-bin/component/api_get_authorizer_list";

test("an error is HTTP 200 with errcode, errmsg and a rid whose first group is the time", async () => {
  const response = await fetch(`${sim.url}${path}?access_token=x`, { method: "POST", body: "{}" });
  expect(response.status).toBe(200);
  const { errcode, errmsg } = (await response.json()) as { errcode: number; errmsg: string };
  expect(errcode).toBe(40014);
  const rid = /^invalid access_token rid: ([0-9a-f]{8})-[0-9a-f]{8}-[0-9a-f]{8}$/.exec(errmsg);
  expect(Math.abs(Number.parseInt(rid?.[1] ?? "", 16) - sim.world.clock.now() / 1000)).toBeLessThan(5);
});

test("both names of the component token are read", async () => {
  const body = { component_appid: platform.appid, ...list };
  expect((await sim.send(`${path}?component_access_token=${platform.token}`, body)).total_count).toBe(40);
  expect((await sim.send(`${path}?access_token=${platform.token}`, body)).total_count).toBe(40);
  expect((await sim.send(path, body)).errcode).toBe(41001);
  expect((await sim.send(`${path}?access_token=90_${"a".repeat(154)}`, body)).errcode).toBe(40001);
});

test.each([
  ["GET", undefined, 43002],
  ["POST", "", 44002],
  ["POST", "{", 47001],
  ["POST", "[]", 47001],
  ["POST", "{}", 41018],
])("%s with body %s gives %i", async (method, body, errcode) => {
  const answer = await sim.send(`${path}?access_token=${platform.token}`, body, method);
  expect(answer.errcode).toBe(errcode);
});

test("a wrong kind of token is told apart: 61014 for platform calls, 61015 for account calls", async () => {
  const shop = await sim.merchant(platform, sim.fresh("mini_program")[0] as string);
  expect((await shop.call(path, { component_appid: platform.appid, ...list })).errcode).toBe(61014);
  expect((await platform.call("/wxa/get_page")).errcode).toBe(61015);
});

test("a missing permission set gives 61007, for open accounts 48001, and the wrong account kind 48001", async () => {
  const shop = await sim.merchant(platform, sim.fresh("mini_program")[0] as string, [17]);
  expect((await shop.call("/wxa/get_page")).errcode).toBe(61007);
  expect((await shop.call("/cgi-bin/open/get", {})).errcode).toBe(48001);
  const official = await sim.merchant(platform, sim.fresh("official_account")[0] as string);
  expect((await official.call("/wxa/get_page")).errcode).toBe(48001);
});

test("outside the IP whitelist a call gives 61004 and names the address", async () => {
  await sim.send(`/_sim/platforms/${platform.appid}`, { ip_whitelist: ["10.0.0.1"] });
  const answer = await platform.post("api_get_authorizer_list", list);
  expect(answer.errcode).toBe(61004);
  expect(answer.errmsg).toContain("127.0.0.1");
  const [credentials] = (await sim.send("/_sim/credentials")).platforms;
  const secret = { component_appid: platform.appid, component_secret: credentials.component_appsecret };
  const withoutToken = [
    sim.send("/cgi-bin/component/api_component_token", credentials),
    sim.send("/cgi-bin/component/api_start_push_ticket", secret),
    sim.send("/cgi-bin/component/clear_quota/v2", { ...secret, appsecret: secret.component_secret }),
  ];
  for (const refused of await Promise.all(withoutToken)) expect(refused.errcode).toBe(61004);
  await sim.send(`/_sim/platforms/${platform.appid}`, { ip_whitelist: null });
  expect((await platform.post("api_get_authorizer_list", list)).total_count).toBe(40);
});

test.each([
  [{ component_appid: "wx0000000000000000" }, 40013],
  [{ component_appsecret: "wrong" }, 40125],
  [{ component_appsecret: "" }, 41004],
  [{ component_verify_ticket: "ticket@@@none" }, 61006],
])("api_component_token refuses %o", async (change, errcode) => {
  const [credentials] = (await sim.send("/_sim/credentials")).platforms;
  const answer = await sim.send("/cgi-bin/component/api_component_token", { ...credentials, ...change });
  expect(answer.errcode).toBe(errcode);
});

test("a daily quota runs out with 45009, shows in quota/get and is cleared ten times a month", async () => {
  await sim.send("/_sim/quotas", { path, daily_limit: 2 });
  const call = () => platform.post("api_get_authorizer_list", list);
  await call();
  await call();
  expect((await call()).errcode).toBe(45009);
  const { quota } = await platform.call("/cgi-bin/openapi/quota/get", { cgi_path: path });
  expect(quota).toEqual({ daily_limit: 2, used: 2, remain: 0 });
  for (let nth = 0; nth < 10; nth++) {
    expect((await platform.call("/cgi-bin/clear_quota", { appid: platform.appid })).errcode).toBe(0);
  }
  expect((await platform.call("/cgi-bin/clear_quota", { appid: platform.appid })).errcode).toBe(48006);
  expect((await call()).total_count).toBe(40);
});

test("rid/get shows a failed call without its token", async () => {
  const refused = await platform.post("api_get_authorizer_info", { authorizer_appid: "wx0" });
  const rid = /rid: (.+)$/.exec(refused.errmsg ?? "")?.[1];
  const { request } = await platform.call("/cgi-bin/openapi/rid/get", { rid });
  expect(request.request_body).toContain("authorizer_appid");
  expect(JSON.stringify(request)).not.toContain(platform.token);
  expect((await platform.call("/cgi-bin/openapi/rid/get", { rid: "x" })).errcode).toBe(76002);
  const other = await sim.component(1);
  expect((await other.call("/cgi-bin/openapi/rid/get", { rid })).errcode).toBe(76003);
});

test("options take either token and either path", async () => {
  const shop = await sim.merchant(platform, sim.fresh("official_account")[0] as string);
  const set = await platform.post("api_set_authorizer_option", {
    authorizer_appid: shop.appid,
    option_name: "voice_recognize",
    option_value: "1",
  });
  expect(set.errcode).toBe(0);
  const got = await shop.call("/cgi-bin/component/get_authorizer_option", { option_name: "voice_recognize" });
  expect(got).toMatchObject({ authorizer_appid: shop.appid, option_value: "1" });
  const readOnly = { option_name: "customer_service", option_value: "1" };
  const change = () => shop.call("/cgi-bin/component/set_authorizer_option", readOnly);
  expect((await change()).errcode).toBe(0);
  await sim.send("/_sim/settings", { customerServiceReadOnly: 1 });
  expect((await change()).errcode).toBe(61025);
  const wrong = { option_name: "x" };
  expect((await shop.call("/cgi-bin/component/get_authorizer_option", wrong)).errcode).toBe(61012);
});

test("open accounts are created, bound within one principal, and unbound", async () => {
  const pair = sim.world.accounts.filter(
    (one, index) =>
      sim.world.accounts[index + 1]?.principal === one.principal ||
      sim.world.accounts[index - 1]?.principal === one.principal,
  );
  const free = pair.find(
    (one) => !one.openAppid && pair.some((two) => two !== one && two.principal === one.principal && !two.openAppid),
  );
  const sibling = pair.find((one) => one !== free && one.principal === free?.principal && !one.openAppid);
  const stranger = sim.world.accounts.find((one) => one.principal !== free?.principal && !one.openAppid);
  const client = async (appid?: string) => sim.merchant(platform, appid ?? "");
  const [own, same, other] = [await client(free?.appid), await client(sibling?.appid), await client(stranger?.appid)];
  expect((await own.call("/cgi-bin/open/get", {})).errcode).toBe(89002);
  const { open_appid } = await own.call("/cgi-bin/open/create", { appid: own.appid });
  expect((await own.call("/cgi-bin/open/create", {})).errcode).toBe(89000);
  expect((await own.call("/cgi-bin/open/get", {})).open_appid).toBe(open_appid);
  expect((await own.call("/cgi-bin/open/get", { appid: same.appid })).errcode).toBe(40013);
  expect((await same.call("/cgi-bin/open/bind", { open_appid })).errcode).toBe(0);
  expect((await other.call("/cgi-bin/open/bind", { open_appid })).errcode).toBe(89001);
  expect((await other.call("/cgi-bin/open/bind", { open_appid: "wx0" })).errcode).toBe(40013);
  expect((await same.call("/cgi-bin/open/sameentity")).same_entity).toBe(true);
  expect((await same.call("/cgi-bin/open/unbind", { open_appid })).errcode).toBe(0);
  expect((await same.call("/cgi-bin/open/have")).have_open).toBe(false);
});

test("a user has one unionid under one open account and an openid for each account", async () => {
  const bound = sim.world.accounts.filter((one) => one.kind === "mini_program" && one.openAppid);
  const first = bound.find((one) => bound.some((two) => two !== one && two.openAppid === one.openAppid));
  const second = bound.find((one) => one !== first && one.openAppid === first?.openAppid);
  const login = async (appid = "") => {
    await sim.merchant(platform, appid);
    const { code } = await sim.send(`/_sim/accounts/${appid}/login`, { user: 7 });
    const query = `appid=${appid}&js_code=${code}&grant_type=authorization_code&component_appid=${platform.appid}&component_access_token=${platform.token}`;
    return sim.send(`/sns/component/jscode2session?${query}`);
  };
  const [one, two] = [await login(first?.appid), await login(second?.appid)];
  expect(one.unionid).toBe(two.unionid);
  expect(one.openid).not.toBe(two.openid);
  expect(one.session_key).toMatch(/^[\w+/]{22}==$/);
});

test("text sent as \\u escapes reaches the privacy guide as those characters", async () => {
  const shop = await sim.merchant(platform, sim.fresh("mini_program")[0] as string);
  const body = String.raw`{"privacy_ver":2,"owner_setting":{"contact_email":"a@b.cn","notice_method":"\u5f39\u7a97"},"setting_list":[{"privacy_key":"UserInfo","privacy_text":"头像"}]}`;
  expect((await shop.call("/cgi-bin/component/setprivacysetting", body, "POST")).errcode).toBe(0);
  const { owner_setting } = await shop.call("/cgi-bin/component/getprivacysetting", { privacy_ver: 2 });
  expect(owner_setting.notice_method).toBe(String.raw`\u5f39\u7a97`);
});

test("an unknown path is an invalid url, as WeChat says it", async () => {
  expect((await sim.send("/wxa/nothing")).errcode).toBe(40066);
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually, startReceiver, startTestSimulator } from "./testing.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let answer: () => { status?: number; body: string };

beforeEach(async () => {
  answer = () => ({ body: "success" });
  receiver = await startReceiver(
    () => ({
      token: sim.world.platforms[0]?.token ?? "",
      encodingAesKey: sim.world.platforms[0]?.encodingAesKey ?? "",
    }),
    () => answer(),
  );
  sim = await startTestSimulator();
  const [first] = sim.world.platforms;
  await sim.send(`/_sim/platforms/${first?.appid}`, {
    events_url: `${receiver.url}/wx/{component_appid}/events`,
    messages_url: `${receiver.url}/wx/{component_appid}/messages/$APPID$`,
  });
});
afterEach(async () => {
  await sim.close();
  await receiver.close();
});

const event = (infoType: string) =>
  eventually(() => {
    const found = receiver.received.findLast((one) => one.fields.InfoType === infoType);
    if (!found) throw new Error(`no ${infoType} yet`);
    return found;
  });

test("an authorization gives tokens once, and a signed event with the same codes", async () => {
  const platform = await sim.component();
  const appid = sim.fresh("mini_program")[0] as string;
  const { pre_auth_code, expires_in } = await platform.post("api_create_preauthcode");
  expect(expires_in).toBe(1800);
  const done = await sim.send(`/_sim/accounts/${appid}/authorize`, { component_appid: platform.appid, pre_auth_code });
  const pushed = await event("authorized");
  expect(pushed.signed).toBe(true);
  expect(pushed.path).toBe(`/wx/${platform.appid}/events`);
  expect(pushed.fields).toMatchObject({
    AppId: platform.appid,
    AuthorizerAppid: appid,
    AuthorizationCode: done.authorization_code,
    PreAuthCode: pre_auth_code,
  });
  const { authorization_info } = await platform.post("api_query_auth", { authorization_code: done.authorization_code });
  expect(authorization_info.authorizer_appid).toBe(appid);
  expect(authorization_info.authorizer_access_token).toMatch(/^\d\d_[\w-]{154}$/);
  expect(authorization_info.authorizer_refresh_token).toMatch(/^refreshtoken@@@[\w-]{43}$/);
  const again = await platform.post("api_query_auth", { authorization_code: done.authorization_code });
  expect(again.errcode).toBe(61009);
  const twice = await sim.send(`/_sim/accounts/${appid}/authorize`, { component_appid: platform.appid, pre_auth_code });
  expect(twice.error).toBe("used_code");
});

test("authorizing again tells updateauthorized only when the permission sets changed", async () => {
  const platform = await sim.component();
  const appid = sim.fresh("mini_program")[0] as string;
  const first = await sim.merchant(platform, appid, [17, 18, 30]);
  await event("authorized");
  const second = await sim.merchant(platform, appid, [17, 18, 30]);
  expect(second.refreshToken).not.toBe(first.refreshToken);
  await sim.merchant(platform, appid, [17, 30]);
  await event("updateauthorized");
  const told = receiver.received.filter((one) => one.fields.AuthorizerAppid === appid);
  expect(told.map((one) => one.fields.InfoType)).toEqual(["authorized", "updateauthorized"]);
  const info = await platform.post("api_get_authorizer_info", { authorizer_appid: appid });
  const ids = info.authorization_info.func_info.map(
    (one: { funcscope_category: { id: number } }) => one.funcscope_category.id,
  );
  expect(ids).toEqual([17, 30]);
});

test("a revocation is told, and the account's token and refresh token stop working", async () => {
  const platform = await sim.component();
  const shop = await sim.merchant(platform, sim.fresh("mini_program")[0] as string);
  await sim.send(`/_sim/accounts/${shop.appid}/revoke`, { component_appid: platform.appid });
  expect((await event("unauthorized")).fields.AuthorizerAppid).toBe(shop.appid);
  expect((await shop.call("/cgi-bin/open/get", {})).errcode).toBe(61003);
  const refresh = await platform.post("api_authorizer_token", {
    authorizer_appid: shop.appid,
    authorizer_refresh_token: shop.refreshToken,
  });
  expect(refresh.errcode).toBe(61023);
  const later = await sim.merchant(platform, shop.appid);
  expect(later.refreshToken).not.toBe(shop.refreshToken);
});

test("exclusive sets stay with the platform that holds them", async () => {
  const [first, second] = [await sim.component(0), await sim.component(1)];
  const appid = sim.fresh("mini_program")[0] as string;
  await sim.merchant(first, appid, [18, 25, 17]);
  await expect(sim.merchant(second, appid, [18])).rejects.toThrow("exclusive_sets");
  await sim.merchant(second, appid);
  const info = await second.post("api_get_authorizer_info", { authorizer_appid: appid });
  const ids = info.authorization_info.func_info.map(
    (one: { funcscope_category: { id: number } }) => one.funcscope_category.id,
  );
  expect(ids).not.toContain(18);
  expect(ids).toContain(17);
});

test("a push that is not answered with success is tried three times", async () => {
  answer = () => ({ body: "ok" });
  const platform = await sim.component();
  await sim.send("/_sim/tickets", { component_appid: platform.appid });
  const tickets = () => receiver.received.filter((one) => one.fields.InfoType === "component_verify_ticket").length;
  for (const attempts of [1, 2, 3]) {
    await eventually(() => expect(tickets()).toBe(attempts));
    await eventually(async () => {
      const { pushes } = await sim.send("/_sim/pushes");
      expect(pushes.at(-1)).toMatchObject({ attempts, failure: "body is not success" });
    });
    await sim.send("/_sim/clock/advance", { seconds: 6 });
  }
  const { pushes } = await sim.send("/_sim/pushes");
  expect(pushes.at(-1)).toMatchObject({ outcome: "refused", attempts: 3 });
});

test("a review's verdict reaches the message URL of its account", async () => {
  const platform = await sim.component();
  const shop = await sim.merchant(platform, sim.fresh("mini_program")[0] as string);
  await shop.call("/wxa/commit", { template_id: 0, user_version: "1", user_desc: "", ext_json: "{}" });
  await sim.send("/_sim/clock/advance", { seconds: 3 });
  const { auditid } = await shop.call("/wxa/submit_audit", { version_desc: "x" });
  await sim.send(`/_sim/reviews/${auditid}`, { verdict: "reject", reason: "1:测试<br>" });
  const told = await eventually(() => {
    const found = receiver.received.find((one) => one.fields.Event === "weapp_audit_fail");
    if (!found) throw new Error("not yet");
    return found;
  });
  expect(told.path).toBe(`/wx/${platform.appid}/messages/${shop.appid}`);
  expect(told.fields).toMatchObject({ MsgType: "event", Reason: "1:测试<br>" });
  expect(told.fields.ScreenShot).toContain("|");
  expect(await shop.call("/wxa/get_latest_auditstatus")).toMatchObject({ auditid, status: 1, reason: "1:测试<br>" });
});

test("tickets come every ten minutes, and an old one still buys a token for twelve hours", async () => {
  const [platform] = (await sim.send("/_sim/credentials")).platforms;
  const buy = () => sim.send("/cgi-bin/component/api_component_token", platform);
  const advance = (seconds: number) => sim.send("/_sim/clock/advance", { seconds });
  await advance(600);
  const [newer] = (await sim.send("/_sim/credentials")).platforms;
  expect(newer.component_verify_ticket).not.toBe(platform.component_verify_ticket);
  expect((await buy()).component_access_token).toMatch(/^\d\d_/);
  await advance(12 * 3600);
  expect((await buy()).errcode).toBe(61005);
});

test("the new component token works at once and the old one for five more minutes", async () => {
  const first = await sim.component();
  const second = await sim.component();
  const works = async (client: typeof first) =>
    (await client.post("api_get_authorizer_list", { offset: 0, count: 1 })).errcode;
  expect(await works(first)).toBeUndefined();
  await sim.send("/_sim/clock/advance", { seconds: 301 });
  expect(await works(first)).toBe(40001);
  expect(await works(second)).toBeUndefined();
  await sim.send("/_sim/clock/advance", { seconds: 7200 });
  expect(await works(second)).toBe(42001);
});

test("the list of authorizations is paged, at most 500 at a time", async () => {
  const platform = await sim.component();
  const page = (offset: number, count: number) => platform.post("api_get_authorizer_list", { offset, count });
  expect((await page(0, 501)).errcode).toBe(40170);
  const first = await page(0, 30);
  const second = await page(30, 30);
  expect(first.total_count).toBe(40);
  expect(first.list).toHaveLength(30);
  expect(second.list).toHaveLength(10);
  const appids = [...first.list, ...second.list].map((one: { authorizer_appid: string }) => one.authorizer_appid);
  expect(new Set(appids).size).toBe(40);
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { profileAt } from "./seed/profile.ts";
import { type ComponentClient, type MerchantClient, type Reply, startTestSimulator } from "./testing.ts";

/** Calls as published SDKs build them: the paths, methods, names and extra fields are theirs, the values ours. */
let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let platform: ComponentClient;
let secret: string;
let ticket: string;
let shop: MerchantClient;
let official: MerchantClient;

beforeAll(async () => {
  sim = await startTestSimulator({ settings: { rejectRate: 0 } });
  const [credentials] = (await sim.send("/_sim/credentials")).platforms;
  secret = credentials.component_appsecret;
  ticket = credentials.component_verify_ticket;
  platform = await sim.component();
  const free = (index: number) => !sim.world.accounts[index]?.openAppid;
  shop = await sim.merchant(platform, sim.fresh("mini_program", free)[0] as string);
  const verified = (index: number) => profileAt(sim.world.seed, index).verifyType === 0;
  official = await sim.merchant(platform, sim.fresh("official_account", verified)[0] as string);
});
afterAll(() => sim.close());

const json = async (path: string, body?: unknown, type = "application/json"): Promise<Reply> => {
  const response = await fetch(`${sim.url}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: body === undefined ? {} : { "content-type": type },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return (await response.json()) as Reply;
};
const component = () => platform.appid;

describe("WxJava", () => {
  const post = (path: string, body: unknown, name = "component_access_token", token = platform.token) =>
    json(`${path}${path.includes("?") ? "&" : "?"}${name}=${token}`, body, "text/plain; charset=UTF-8");

  test("starts the ticket push and buys a token without one", async () => {
    const push = { component_appid: component(), component_secret: secret };
    expect((await json("/cgi-bin/component/api_start_push_ticket", push)).errcode).toBe(0);
    const buy = { component_appid: component(), component_appsecret: secret, component_verify_ticket: ticket };
    const bought = await json("/cgi-bin/component/api_component_token", buy);
    expect(Object.keys(bought)).toEqual(["component_access_token", "expires_in"]);
    expect(bought.expires_in).toBe(7200);
    platform = { ...platform, token: bought.component_access_token };
  });

  test("lists authorizations by offset and count", async () => {
    const { total_count, list } = await post("/cgi-bin/component/api_get_authorizer_list", {
      component_appid: component(),
      offset: 0,
      count: 10,
    });
    expect(total_count).toBe(42);
    expect(Object.keys(list[0])).toEqual(["authorizer_appid", "refresh_token", "auth_time"]);
  });

  test("refreshes, and sends null when it has lost the refresh token", async () => {
    const refresh = (authorizer_refresh_token: string | null) =>
      post("/cgi-bin/component/api_authorizer_token", {
        component_appid: component(),
        authorizer_appid: shop.appid,
        authorizer_refresh_token,
      });
    const answer = await refresh(shop.refreshToken);
    expect(Object.keys(answer)).toEqual(["authorizer_access_token", "expires_in", "authorizer_refresh_token"]);
    expect(answer.authorizer_refresh_token).toBe(shop.refreshToken);
    expect((await refresh(null)).errcode).toBe(61023);
  });

  test("sets options with both appids and the account's token", async () => {
    const both = { component_appid: component(), authorizer_appid: official.appid, option_name: "location_report" };
    const call = (verb: string, more = {}) =>
      post(`/cgi-bin/component/${verb}_authorizer_option`, { ...both, ...more }, "access_token", official.token);
    expect(await call("set", { option_value: "2" })).toEqual({ errcode: 0, errmsg: "ok" });
    expect(await call("get")).toEqual({
      authorizer_appid: official.appid,
      option_name: "location_report",
      option_value: "2",
    });
  });

  test("creates, reads, leaves and joins an open account, the account's own appid first", async () => {
    const call = (verb: string, more = {}) =>
      post(`/cgi-bin/open/${verb}`, { appid: shop.appid, ...more }, "access_token", shop.token);
    const { open_appid } = await call("create");
    expect(await call("get")).toEqual({ errcode: 0, errmsg: "ok", open_appid });
    expect(await call("unbind", { open_appid })).toEqual({ errcode: 0, errmsg: "ok" });
    expect(await call("bind", { open_appid })).toEqual({ errcode: 0, errmsg: "ok" });
  });

  test("logs a user in with the platform's token behind everything else", async () => {
    const { code, openid } = await sim.send(`/_sim/accounts/${shop.appid}/login`, { user: 3 });
    const query = `appid=${shop.appid}&js_code=${code}&grant_type=authorization_code&component_appid=${component()}`;
    const session = await json(`/sns/component/jscode2session?${query}&component_access_token=${platform.token}`);
    expect(session).toEqual({ openid, session_key: expect.any(String), unionid: expect.any(String) });
  });

  test("reads the basic info with GET", async () => {
    const info = await json(`/cgi-bin/account/getaccountbasicinfo?access_token=${shop.token}`);
    expect(info).toMatchObject({ errcode: 0, appid: shop.appid, account_type: 3 });
  });

  test("registers a company with its code type as text and no phone, and a trial", async () => {
    const person = { legal_persona_wechat: "chen_si01", legal_persona_name: "陈思" };
    const company = { name: "苏州虎符茶业有限公司", code: "91320506MA2CFHXX0B", code_type: "1", component_phone: null };
    const create = "/cgi-bin/component/fastregisterweapp?action=create";
    expect((await post(create, { ...company, ...person })).errcode).toBe(0);
    const search = "/cgi-bin/component/fastregisterweapp?action=search";
    expect((await post(search, { name: company.name, ...person })).errcode).toBe(89251);
    const trial = { name: "虎符试用", openid: "oA1b2C3d4E5f6G7h8I9j0K1l2M3n" };
    const made = await post("/wxa/component/fastregisterbetaweapp", trial, "access_token");
    expect(made).toMatchObject({ errcode: 0, unique_id: expect.any(String), authorize_url: expect.any(String) });
  });

  test("clears a quota with the secret", async () => {
    const body = { appid: shop.appid, component_appid: component(), appsecret: secret };
    expect((await json("/cgi-bin/component/clear_quota/v2", body)).errcode).toBe(0);
  });
});

describe("SKIT.FlurlHttpClient", () => {
  test("asks the api_ spelling of the options with the platform's token", async () => {
    const path = `/cgi-bin/component/api_get_authorizer_option?component_access_token=${platform.token}`;
    const body = { component_appid: component(), authorizer_appid: official.appid, option_name: "voice_recognize" };
    expect(await json(path, body)).toMatchObject({ option_name: "voice_recognize", option_value: "0" });
  });

  test("puts the grant type first and the js_code last", async () => {
    const { code } = await sim.send(`/_sim/accounts/${shop.appid}/login`, { user: 4 });
    const query = new URLSearchParams({
      grant_type: "authorization_code",
      appid: shop.appid,
      component_appid: component(),
      component_access_token: platform.token,
      js_code: code,
    });
    expect((await json(`/sns/component/jscode2session?${query}`)).openid).toMatch(/^o/);
  });

  test("asks have and sameentity with POST and an empty object", async () => {
    expect((await json(`/cgi-bin/open/have?access_token=${shop.token}`, {})).have_open).toBe(true);
    expect((await json(`/cgi-bin/open/sameentity?access_token=${shop.token}`, {})).same_entity).toBe(true);
    expect((await json(`/cgi-bin/open/have?access_token=${shop.token}`)).have_open).toBe(true);
  });

  test("reads the supported version with GET and the review quota with either method", async () => {
    expect((await json(`/cgi-bin/wxopen/getweappsupportversion?access_token=${shop.token}`)).errcode).toBe(0);
    expect((await json(`/wxa/queryquota?access_token=${shop.token}`)).rest).toEqual(expect.any(Number));
    expect((await json(`/wxa/queryquota?access_token=${shop.token}`, {})).rest).toEqual(expect.any(Number));
  });

  test("reads an API's quota with either kind of token", async () => {
    const quota = (token: string, cgi_path: string) =>
      json(`/cgi-bin/openapi/quota/get?access_token=${token}`, { cgi_path });
    expect(await quota(shop.token, "/wxa/commit")).toEqual({
      errcode: 0,
      errmsg: "ok",
      quota: { daily_limit: expect.any(Number), used: 0, remain: expect.any(Number) },
      rate_limit: { call_count: expect.any(Number), refresh_second: expect.any(Number) },
      component_rate_limit: { call_count: expect.any(Number), refresh_second: expect.any(Number) },
    });
    expect((await quota(platform.token, "/cgi-bin/component/api_component_token")).quota.used).toBeGreaterThan(0);
  });
});

describe("EasyWeChat and node-easywechat", () => {
  test("send JSON with the older name of the token", async () => {
    const path = `cgi-bin/component/api_create_preauthcode?component_access_token=${platform.token}`;
    const { pre_auth_code, expires_in } = await json(`/${path}`, { component_appid: component() });
    expect(pre_auth_code).toMatch(/^preauthcode@@@/);
    expect(expires_in).toBe(1800);
  });

  test("clear the platform's quota by its appid", async () => {
    const path = `/cgi-bin/component/clear_quota?component_access_token=${platform.token}`;
    expect((await json(path, { component_appid: component() })).errcode).toBe(0);
  });

  test("redeem a web login with the parameters in their own order", async () => {
    const { code } = await sim.send(`/_sim/accounts/${official.appid}/login`, { user: 5 });
    const query = new URLSearchParams({
      appid: official.appid,
      component_appid: component(),
      component_access_token: platform.token,
      code,
      grant_type: "authorization_code",
    });
    const tokens = await json(`/sns/oauth2/component/access_token?${query}`);
    expect(tokens).toMatchObject({ expires_in: 7200, scope: "snsapi_userinfo", openid: expect.stringMatching(/^o/) });
    const who = new URLSearchParams({ access_token: tokens.access_token, openid: tokens.openid, lang: "zh_CN" });
    expect((await json(`/sns/userinfo?${who}`)).nickname).not.toBe("");
    const again = new URLSearchParams({
      appid: official.appid,
      grant_type: "refresh_token",
      component_appid: component(),
      component_access_token: platform.token,
      refresh_token: tokens.refresh_token,
    });
    expect((await json(`/sns/oauth2/component/refresh_token?${again}`)).openid).toBe(tokens.openid);
  });
});

describe("Senparc", () => {
  test("sends fields without a value as null", async () => {
    const body = { appid: null, component_appid: component(), appsecret: secret };
    expect((await json("/cgi-bin/component/clear_quota/v2", body)).errcode).toBe(0);
    const get = await json(`/cgi-bin/open/get?access_token=${shop.token}`, { appid: null });
    expect(get.open_appid).toMatch(/^wx/);
  });

  test("percent-encodes its tokens", async () => {
    const encoded = encodeURIComponent(platform.token).replaceAll("-", "%2d").replaceAll("_", "%5f");
    const path = `/cgi-bin/component/api_get_authorizer_info?component_access_token=${encoded}`;
    const info = await json(path, { component_appid: component(), authorizer_appid: shop.appid });
    expect(info.authorization_info.authorizer_appid).toBe(shop.appid);
  });

  test("fast-registers over an Official Account with the ticket of the scan", async () => {
    const { ticket: scanned } = await sim.send(`/_sim/accounts/${official.appid}/fastregister-ticket`, {});
    const made = await json(`/cgi-bin/account/fastregister?access_token=${official.token}`, { ticket: scanned });
    expect(made).toMatchObject({ errcode: 0, appid: expect.stringMatching(/^wx/), is_link_succ: true });
  });
});

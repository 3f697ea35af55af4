import { afterEach, beforeEach, expect, test } from "vitest";
import { type ComponentClient, startTestSimulator } from "../testing.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let platform: ComponentClient;

beforeEach(async () => {
  sim = await startTestSimulator();
  platform = await sim.component();
});
afterEach(() => sim.close());

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${sim.url}${path}`, { redirect: "manual", headers });
  return { status: response.status, location: response.headers.get("location"), text: await response.text(), response };
};

const query = async (more: Record<string, string> = {}) => {
  const { pre_auth_code } = await platform.post("api_create_preauthcode");
  return new URLSearchParams({ component_appid: platform.appid, pre_auth_code, auth_type: "2", ...more }).toString();
};

const confirm = async (session: string, appid: string, ids: readonly number[], action = "allow") => {
  const form = new URLSearchParams({ s: session, appid, action });
  for (const id of ids) form.append("func_id", String(id));
  const response = await fetch(`${sim.url}/_sim/phone/confirm`, { method: "POST", body: form, redirect: "manual" });
  return { status: response.status, location: response.headers.get("location"), text: await response.text() };
};

const sessionOf = (location: string | null) => new URLSearchParams(location?.split("?")[1]).get("s") ?? "";

test("from the H5 page the phone goes to redirect_uri with the code", async () => {
  const redirect_uri = "http://127.0.0.1:9/back/abc?x=1";
  const opened = await get(`/wxaopen/safe/bindcomponent?${await query({ redirect_uri })}`);
  expect(opened.status).toBe(302);
  const phone = await get(opened.location ?? "");
  expect(phone.text).toContain("要授权哪个帐号");
  const appid = /appid=(wx[0-9a-f]{16})/.exec(phone.text)?.[1] ?? "";
  const ask = await get(`${opened.location}&appid=${appid}`);
  expect(ask.text).toContain("小程序开发与数据分析");
  const done = await confirm(sessionOf(opened.location), appid, [18, 30]);
  expect(done.status).toBe(303);
  expect(done.location).toMatch(
    /^http:\/\/127\.0\.0\.1:9\/back\/abc\?x=1&auth_code=queryauthcode%40%40%40.+&expires_in=3600$/,
  );
  expect(sim.world.platforms[0]?.grants.get(appid)?.funcIds).toEqual([18, 30]);
});

test("the PC page shows a QR code and itself follows the redirect", async () => {
  const opened = await get(`/cgi-bin/componentloginpage?${await query({ redirect_uri: "http://127.0.0.1:9/back" })}`);
  expect(opened.text).toContain("<svg");
  const session = /phone\?s=([0-9a-f]+)/.exec(opened.text)?.[1] ?? "";
  const state = async () => JSON.parse((await get(`/_sim/phone/state?s=${session}`)).text);
  expect(await state()).toEqual({ status: "waiting", redirect: null });
  await get(`/_sim/phone?s=${session}`);
  expect((await state()).status).toBe("scanned");
  const done = await confirm(session, sim.fresh("mini_program")[0] as string, [18]);
  expect(done.status).toBe(200);
  expect(done.text).toContain("授权成功");
  expect((await state()).redirect).toContain("http://127.0.0.1:9/back?auth_code=");
});

test("used, expired and unknown codes, and unpublished platforms, are explained in words", async () => {
  const page = "/wxaopen/safe/bindcomponent?";
  const used = await query();
  const opened = await get(page + used);
  await confirm(sessionOf(opened.location), sim.fresh("mini_program")[0] as string, [18]);
  expect((await get(page + used)).text).toContain("已经用过了");
  const old = await query();
  await sim.send("/_sim/clock/advance", { seconds: 1801 });
  platform = await sim.component();
  expect((await get(page + old)).text).toContain("已过期");
  expect((await get(`${page}${await query({ pre_auth_code: "preauthcode@@@x" })}`)).text).toContain("链接无效");
  await sim.send(`/_sim/platforms/${platform.appid}`, { published: false });
  const refused = await get(page + (await query()), { "accept-language": "en-US" });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain("not published");
});

test("only the asked account and the asked kind can be chosen", async () => {
  const [mine, other] = sim.fresh("mini_program") as [string, string];
  const fixed = await get(`/wxaopen/safe/bindcomponent?${await query({ biz_appid: mine })}`);
  expect((await get(fixed.location ?? "")).text).toContain(mine);
  expect((await get(`${fixed.location}&appid=${other}`)).text).toContain("指定了另一个帐号");
  const open = await get(`/wxaopen/safe/bindcomponent?${await query()}`);
  const official = sim.fresh("official_account")[0] as string;
  expect((await get(`${open.location}&appid=${official}`)).text).toContain("帐号类型");
});

test("category_id_list narrows what is asked, and nothing ticked authorizes nothing", async () => {
  const appid = sim.fresh("mini_program")[0] as string;
  const opened = await get(`/safe/bindcomponent?${await query({ category_id_list: "18|30" })}`);
  const ask = await get(`${opened.location}&appid=${appid}`);
  expect([...ask.text.matchAll(/name="func_id" value="(\d+)"/g)].map((match) => match[1])).toEqual(["18", "30"]);
  expect((await confirm(sessionOf(opened.location), appid, [])).text).toContain("至少要选一项");
  expect((await confirm(sessionOf(opened.location), appid, [18], "refuse")).text).toContain("没有授权");
  expect(sim.world.platforms[0]?.grants.has(appid)).toBe(false);
});

test("a set held by the other platform is shown but cannot be ticked", async () => {
  const appid = sim.fresh("mini_program")[0] as string;
  await sim.merchant(await sim.component(1), appid, [18]);
  const opened = await get(`/wxaopen/safe/bindcomponent?${await query()}`);
  const { text } = await get(`${opened.location}&appid=${appid}`);
  expect(text).toContain("已授权给“云栖餐饮”");
  expect(text).toMatch(/value="18"[^>]* disabled/);
});

test("pages carry a strict content policy and may be framed", async () => {
  const { response } = await get(`/cgi-bin/componentloginpage?${await query()}`);
  const policy = response.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe");
  expect(policy).not.toContain("frame-ancestors");
  expect(response.headers.get("x-frame-options")).toBeNull();
});

test("names are escaped wherever they come from", async () => {
  const opened = await get(`/wxaopen/safe/bindcomponent?${await query()}`);
  const { text } = await get(`${opened.location}&q=${encodeURIComponent('"><script>alert(1)</script>')}`);
  expect(text).not.toContain("<script>alert");
});

test("silent OAuth goes straight back, and the asked one only after a yes", async () => {
  const appid = sim.fresh("official_account")[0] as string;
  await sim.merchant(platform, appid);
  const base = new URLSearchParams({
    appid,
    redirect_uri: "http://127.0.0.1:9/cb",
    response_type: "code",
    scope: "snsapi_base",
    state: "s1",
    component_appid: platform.appid,
  });
  const back = new URL((await get(`/connect/oauth2/authorize?${base}`)).location ?? "");
  expect(back.searchParams.get("state")).toBe("s1");
  const exchange = (code: string) =>
    sim.send(
      `/sns/oauth2/component/access_token?appid=${appid}&code=${code}&grant_type=authorization_code&component_appid=${platform.appid}&component_access_token=${platform.token}`,
    );
  const code = back.searchParams.get("code") ?? "";
  expect((await exchange(code)).openid).toMatch(/^o/);
  expect((await exchange(code)).errcode).toBe(40163);
  base.set("scope", "snsapi_userinfo");
  expect((await get(`/connect/oauth2/authorize?${base}`)).status).toBe(200);
  const refused = new URL((await get(`/connect/oauth2/authorize?${base}&answer=refuse`)).location ?? "");
  expect(refused.searchParams.get("code")).toBeNull();
});

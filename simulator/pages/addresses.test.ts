import { afterAll, beforeAll, expect, test } from "vitest";
import { type ComponentClient, startTestSimulator } from "../testing.ts";

/** The authorization page's addresses as documents and SDKs write them (wire C). */
let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let platform: ComponentClient;

beforeAll(async () => {
  sim = await startTestSimulator();
  platform = await sim.component();
});
afterAll(() => sim.close());

const BACK = "http://127.0.0.1:9/back";
const get = async (path: string) => {
  const response = await fetch(`${sim.url}${path}`, { redirect: "manual" });
  return { status: response.status, location: response.headers.get("location"), text: await response.text() };
};
const code = async () => (await platform.post("api_create_preauthcode")).pre_auth_code as string;
const parameters = async (more: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({ component_appid: platform.appid, pre_auth_code: await code(), redirect_uri: BACK, ...more });
const sessionOf = (text: string | null) => /[?&]s=([0-9a-f]+)/.exec(text ?? "")?.[1] ?? "";

/** Opens the H5 page, picks `appid` and allows; resolves with where the phone is sent. */
const authorize = async (path: string, appid: string) => {
  const opened = await get(path);
  const body = new URLSearchParams({ s: sessionOf(opened.location), appid, action: "allow", func_id: "30" });
  body.append("func_id", "1");
  const done = await fetch(`${sim.url}/_sim/phone/confirm`, { method: "POST", body, redirect: "manual" });
  return done.headers.get("location") ?? "";
};
const offers = async (more: Readonly<Record<string, string>>) => {
  const opened = await get(`/wxaopen/safe/bindcomponent?${await parameters(more)}`);
  const { text } = await get(opened.location ?? "");
  const appids = [...text.matchAll(/appid=(wx[0-9a-f]{16})/g)].map((match) => match[1] ?? "");
  return new Set(appids.map((appid) => sim.world.byAppid.get(appid)?.kind));
};

test.each([
  ["the documented H5 form", "/wxaopen/safe/bindcomponent?action=bindcomponent&no_scan=1&"],
  ["the form without action and no_scan", "/wxaopen/safe/bindcomponent?"],
  ["the old form", "/safe/bindcomponent?action=bindcomponent&no_scan=1&"],
])("%s sends the phone back with auth_code and expires_in", async (_form, path) => {
  const back = await authorize(
    `${path}${await parameters({ auth_type: "3" })}`,
    sim.fresh("mini_program")[0] as string,
  );
  expect(back).toMatch(/^http:\/\/127\.0\.0\.1:9\/back\?auth_code=queryauthcode%40%40%40[\w-]{86}&expires_in=3600$/);
});

test("a code is the same with its three @ written plainly or percent-encoded", async () => {
  const plain = `component_appid=${platform.appid}&pre_auth_code=${await code()}&redirect_uri=${encodeURIComponent(BACK)}`;
  expect((await get(`/wxaopen/safe/bindcomponent?${plain}`)).status).toBe(302);
  expect((await get(`/wxaopen/safe/bindcomponent?${plain.replaceAll("@", "%40")}`)).status).toBe(302);
});

test.each([
  ["a path and a query of its own", `${BACK}/s/1?from=mail&x=%20`, /^[^#]+\/back\/s\/1\?from=mail&x=%20&auth_code=/],
  ["a fragment", `${BACK}#/done?tab=1`, /\/back\?auth_code=[^#]+&expires_in=3600#\/done\?tab=1$/],
])("a redirect_uri with %s keeps it", async (_what, redirect_uri, wanted) => {
  const path = `/wxaopen/safe/bindcomponent?${await parameters({ redirect_uri })}`;
  expect(await authorize(path, sim.fresh("mini_program")[0] as string)).toMatch(wanted);
});

test("the PC page shows a QR code of the phone page and follows to redirect_uri", async () => {
  const opened = await get(`/cgi-bin/componentloginpage?${await parameters({ auth_type: "2" })}`);
  expect(opened.status).toBe(200);
  expect(opened.text).toContain("<svg");
  expect(opened.text).toContain(`href="${sim.url}/_sim/phone?s=`);
  const s = sessionOf(opened.text);
  const body = new URLSearchParams({
    s,
    appid: sim.fresh("mini_program")[0] as string,
    action: "allow",
    func_id: "30",
  });
  await fetch(`${sim.url}/_sim/phone/confirm`, { method: "POST", body });
  const state = JSON.parse((await get(`/_sim/phone/state?s=${s}`)).text);
  expect(state).toEqual({ status: "confirmed", redirect: expect.stringMatching(/\/back\?auth_code=/) });
});

test("without redirect_uri the page still authorizes; the event tells the platform", async () => {
  const query = await parameters();
  query.delete("redirect_uri");
  const appid = sim.fresh("mini_program")[0] as string;
  expect(await authorize(`/wxaopen/safe/bindcomponent?${query}`, appid)).toBe("");
  expect(sim.world.platforms[0]?.grants.has(appid)).toBe(true);
});

test.each<[string, string[]]>([
  ["1", ["official_account"]],
  ["2", ["mini_program"]],
  ["3", ["official_account", "mini_program"]],
  ["4", []],
  ["5", []],
  ["6", ["official_account", "mini_program"]],
  ["8", []],
  ["", ["official_account", "mini_program"]],
])("auth_type %s offers its kinds of accounts", async (auth_type, kinds) => {
  expect(await offers({ auth_type })).toEqual(new Set(kinds));
});

test("biz_appid wins over an auth_type that does not fit it", async () => {
  const biz_appid = sim.fresh("mini_program")[0] as string;
  const opened = await get(`/wxaopen/safe/bindcomponent?${await parameters({ auth_type: "1", biz_appid })}`);
  expect((await get(opened.location ?? "")).text).toContain(`name="appid" value="${biz_appid}"`);
});

test("category_id_list asks for less than the platform's sets, never for more", async () => {
  const appid = sim.fresh("mini_program")[0] as string;
  const opened = await get(`/wxaopen/safe/bindcomponent?${await parameters({ category_id_list: "18|30|9999|1" })}`);
  const { text } = await get(`${opened.location}&appid=${appid}`);
  expect([...text.matchAll(/name="func_id" value="(\d+)"/g)].map((match) => match[1])).toEqual(["18", "30"]);
});

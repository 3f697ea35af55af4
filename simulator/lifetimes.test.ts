import { afterEach, beforeEach, expect, test } from "vitest";
import { type ComponentClient, startTestSimulator } from "./testing.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let platform: ComponentClient;

beforeEach(async () => {
  sim = await startTestSimulator();
  platform = await sim.component();
});
afterEach(() => sim.close());

const MINUTE = 60;
const HOUR = 3_600;
const advance = (seconds: number) => sim.send("/_sim/clock/advance", { seconds });
const credentials = async () => (await sim.send("/_sim/credentials")).platforms[0];
const buy = (more: Record<string, string>) => sim.send("/cgi-bin/component/api_component_token", more);
const refresh = (authorizer_appid: string, authorizer_refresh_token: string, client = platform) =>
  client.post("api_authorizer_token", { authorizer_appid, authorizer_refresh_token });

test("a ticket buys for twelve hours, expired it gives 61005, and one nobody pushed 61006", async () => {
  const old = await credentials();
  await advance(12 * HOUR - MINUTE);
  expect((await buy(old)).expires_in).toBe(7200);
  expect((await credentials()).component_verify_ticket).not.toBe(old.component_verify_ticket);
  await advance(MINUTE);
  expect((await buy(old)).errcode).toBe(61005);
  expect((await buy(await credentials())).expires_in).toBe(7200);
});

test("while the push is stopped no ticket comes; starting it again says ok and brings one at once", async () => {
  await sim.send(`/_sim/platforms/${platform.appid}`, { push_tickets: false });
  const before = await credentials();
  await advance(HOUR);
  expect((await credentials()).component_verify_ticket).toBe(before.component_verify_ticket);
  const start = { component_appid: platform.appid, component_secret: before.component_appsecret };
  expect(await sim.send("/cgi-bin/component/api_start_push_ticket", start)).toEqual({ errcode: 0, errmsg: "ok" });
  const after = (await credentials()).component_verify_ticket;
  expect(after).not.toBe(before.component_verify_ticket);
  await advance(10 * MINUTE);
  expect((await credentials()).component_verify_ticket).not.toBe(after);
});

test("an account's token is followed by another that overlaps it by five minutes, the refresh token stays", async () => {
  const shop = await sim.merchant(platform, sim.fresh("mini_program")[0] as string);
  const works = async (token: string) => (await sim.send(`/cgi-bin/open/have?access_token=${token}`)).errcode;
  const second = await refresh(shop.appid, shop.refreshToken);
  expect(second.authorizer_refresh_token).toBe(shop.refreshToken);
  expect(second.authorizer_access_token).not.toBe(shop.token);
  expect(await works(shop.token)).toBe(0);
  await advance(5 * MINUTE + 1);
  expect(await works(shop.token)).toBe(40001);
  expect(await works(second.authorizer_access_token)).toBe(0);
  await advance(2 * HOUR);
  expect(await works(second.authorizer_access_token)).toBe(42001);
});

test("a re-authorization replaces the refresh token; the former one works five minutes more", async () => {
  const appid = sim.fresh("mini_program")[0] as string;
  const before = await sim.merchant(platform, appid, [17, 18, 25]);
  const after = await sim.merchant(platform, appid, [17]);
  expect(after.refreshToken).not.toBe(before.refreshToken);
  expect((await refresh(appid, before.refreshToken)).authorizer_refresh_token).toBe(after.refreshToken);
  await advance(5 * MINUTE + 1);
  expect((await refresh(appid, before.refreshToken)).errcode).toBe(61023);
  const fresh = await refresh(appid, after.refreshToken);
  const page = await sim.send(`/wxa/get_page?access_token=${fresh.authorizer_access_token}`);
  expect(page.errcode).toBe(61007);
});

test("a lost refresh token comes back with the list and with the account's info", async () => {
  const shop = await sim.merchant(platform, sim.fresh("mini_program")[0] as string);
  const { list, total_count } = await platform.post("api_get_authorizer_list", { offset: 40, count: 500 });
  expect(total_count).toBe(41);
  expect(list).toEqual([
    { authorizer_appid: shop.appid, refresh_token: shop.refreshToken, auth_time: expect.any(Number) },
  ]);
  const info = await platform.post("api_get_authorizer_info", { authorizer_appid: shop.appid });
  expect(info.authorization_info.authorizer_refresh_token).toBe(shop.refreshToken);
});

test("the list keeps its order while accounts come, authorize again and go", async () => {
  const appids = async () =>
    (await platform.post("api_get_authorizer_list", { offset: 0, count: 500 })).list.map(
      (one: { authorizer_appid: string }) => one.authorizer_appid,
    );
  const before: string[] = await appids();
  const [again, leaving] = [before[3] as string, before[5] as string];
  await sim.merchant(platform, again);
  const added = await sim.merchant(platform, sim.fresh("mini_program")[0] as string);
  await sim.send(`/_sim/accounts/${leaving}/revoke`, { component_appid: platform.appid });
  expect(await appids()).toEqual([...before.filter((appid) => appid !== leaving), added.appid]);
});

test("a token from before a revocation never works again, also not after a new authorization", async () => {
  const shop = await sim.merchant(platform, sim.fresh("mini_program")[0] as string);
  await sim.send(`/_sim/accounts/${shop.appid}/revoke`, { component_appid: platform.appid });
  expect((await shop.call("/cgi-bin/open/have")).errcode).toBe(61003);
  const later = await sim.merchant(platform, shop.appid);
  expect((await shop.call("/cgi-bin/open/have")).errcode).toBe(40001);
  expect((await later.call("/cgi-bin/open/have")).errcode).toBe(0);
  expect((await refresh(shop.appid, shop.refreshToken)).errcode).toBe(61023);
});

test("one account authorizes two platforms, each with its own tokens", async () => {
  const other = await sim.component(1);
  const appid = sim.fresh("mini_program")[0] as string;
  const [mine, theirs] = [await sim.merchant(platform, appid, [17, 18]), await sim.merchant(other, appid, [17, 30])];
  expect(mine.refreshToken).not.toBe(theirs.refreshToken);
  expect((await refresh(appid, theirs.refreshToken)).errcode).toBe(61023);
  expect((await refresh(appid, theirs.refreshToken, other)).expires_in).toBe(7200);
  expect((await mine.call("/wxa/get_category")).errcode).toBe(0);
  expect((await theirs.call("/wxa/get_category")).errcode).toBe(61007);
});

test("codes expire: the authorization code with 61010, and it can be made reusable", async () => {
  const authorize = async (nth: number) => {
    const { pre_auth_code } = await platform.post("api_create_preauthcode");
    const grant = { component_appid: platform.appid, pre_auth_code };
    return (await sim.send(`/_sim/accounts/${sim.fresh("mini_program")[nth]}/authorize`, grant)).authorization_code;
  };
  const query = (authorization_code: string) => platform.post("api_query_auth", { authorization_code });
  const [late, twice] = [await authorize(0), await authorize(0)];
  expect((await query(twice)).authorization_info.expires_in).toBe(7200);
  expect((await query(twice)).errcode).toBe(61009);
  await sim.send("/_sim/settings", { authCodeReusable: 1 });
  expect((await query(twice)).authorization_info.expires_in).toBe(7200);
  await advance(HOUR);
  platform = await sim.component();
  expect((await query(late)).errcode).toBe(61010);
});

import { afterEach, beforeEach, expect, test } from "vitest";
import type { OpenAccount } from "../model.ts";
import { profileAt } from "../seed/profile.ts";
import { type ComponentClient, type MerchantClient, startTestSimulator } from "../testing.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let platform: ComponentClient;

beforeEach(async () => {
  sim = await startTestSimulator({ settings: { rejectRate: 0 } });
  platform = await sim.component();
});
afterEach(() => sim.close());

const open = (client: MerchantClient, verb: string, body: Record<string, unknown> = {}) =>
  client.call(`/cgi-bin/open/${verb}`, body);
const code = async (client: MerchantClient, verb: string, open_appid: string) =>
  (await open(client, verb, { open_appid })).errcode;

/** An open account from the seed, with an account of its principal that is not bound yet. */
const outsideOf = (shape: (one: OpenAccount) => boolean) => {
  for (const one of sim.world.opens.values()) {
    if (!shape(one)) continue;
    const free = sim.world.accounts.find(({ principal, openAppid }) => principal === one.principal && !openAppid);
    if (free) return { openAppid: one.openAppid, appid: free.appid };
  }
  throw new Error("the seed has no such open account");
};
const insideOf = (shape: (one: OpenAccount) => boolean) => {
  const found = [...sim.world.opens.values()].find((one) => shape(one) && one.members.size > 0);
  const own = [...(found?.members ?? [])].find((appid) => sim.world.byAppid.get(appid)?.principal === found?.principal);
  return { openAppid: found?.openAppid ?? "", appid: own ?? "" };
};

test("an account binds to an open account made by API or verified, but not to a plain one of the console", async () => {
  const plain = outsideOf((one) => !one.createdByApi && !one.verified);
  expect(await code(await sim.merchant(platform, plain.appid), "bind", plain.openAppid)).toBe(89036);
  const verified = outsideOf((one) => !one.createdByApi && one.verified);
  expect(await code(await sim.merchant(platform, verified.appid), "bind", verified.openAppid)).toBe(0);
  const made = outsideOf((one) => one.createdByApi && one.members.size < 5);
  expect(await code(await sim.merchant(platform, made.appid), "bind", made.openAppid)).toBe(0);
});

test("only an open account made by API is left by API", async () => {
  const console = insideOf((one) => !one.createdByApi);
  expect(await code(await sim.merchant(platform, console.appid), "unbind", console.openAppid)).toBe(89003);
  const api = insideOf((one) => one.createdByApi);
  const shop = await sim.merchant(platform, api.appid);
  expect(await code(shop, "unbind", "wx0000000000000000")).toBe(40013);
  expect(await code(shop, "unbind", api.openAppid)).toBe(0);
  expect(await code(shop, "unbind", api.openAppid)).toBe(89002);
  expect((await open(shop, "get")).errcode).toBe(89002);
});

test("bind asks in this order: bound already, does it exist, same entity", async () => {
  const shop = await sim.merchant(platform, insideOf((one) => one.createdByApi).appid);
  expect(await code(shop, "bind", "wx0000000000000000")).toBe(89000);
  const free = await sim.merchant(platform, sim.fresh("mini_program", (index) => !boundAt(index))[0] as string);
  expect(await code(free, "bind", "wx0000000000000000")).toBe(40013);
  expect((await open(free, "bind", {})).errcode).toBe(40013);
  const plainOfOthers = outsideOf((one) => !one.createdByApi && !one.verified).openAppid;
  expect(await code(free, "bind", plainOfOthers)).toBe(89001);
  expect(await code(free, "unbind", plainOfOthers)).toBe(89003);
});

const boundAt = (index: number) => Boolean(sim.world.accounts[index]?.openAppid);

test("an unverified open account made by API holds five accounts of one entity, a sixth gets 89004", async () => {
  const good = (index: number) => profileAt(sim.world.seed, index).verifyType === 0 && !boundAt(index);
  const official = await sim.merchant(platform, sim.fresh("official_account", good)[0] as string);
  const { open_appid } = await open(official, "create");
  const { ticket } = await sim.send(`/_sim/accounts/${official.appid}/fastregister-ticket`, {});
  const codes: (number | undefined)[] = [];
  for (let nth = 0; nth < 5; nth++) {
    const { authorization_code } = await official.call("/cgi-bin/account/fastregister", { ticket });
    const { authorization_info: info } = await platform.post("api_query_auth", { authorization_code });
    const bind = `/cgi-bin/open/bind?access_token=${info.authorizer_access_token}`;
    codes.push((await sim.send(bind, { open_appid })).errcode);
  }
  expect(codes).toEqual([0, 0, 0, 0, 89004]);
});

test("a trial Mini Program cannot create an open account", async () => {
  const register = { name: "虎符试用", openid: "oA1b2C3d4E5f6G7h8I9j0K1l2M3n" };
  await platform.call("/wxa/component/fastregisterbetaweapp", register);
  await sim.send("/_sim/clock/advance", { seconds: 30 });
  const trial = sim.world.accounts.at(-1)?.appid ?? "";
  const client = await sim.merchant(platform, trial);
  expect((await open(client, "create")).errcode).toBe(48001);
  const { authorizer_info } = await platform.post("api_get_authorizer_info", { authorizer_appid: trial });
  expect(authorizer_info).toMatchObject({ service_type_info: { id: 12 }, register_type: 13 });
});

test("have and sameentity tell an own open account from another entity's, and from none", async () => {
  const own = await sim.merchant(platform, insideOf((one) => one.createdByApi).appid);
  expect(await open(own, "have")).toEqual({ errcode: 0, errmsg: "ok", have_open: true });
  expect(await open(own, "sameentity")).toEqual({ errcode: 0, errmsg: "ok", same_entity: true });
  const foreign = sim.world.accounts.find(
    ({ openAppid, principal }) => openAppid && sim.world.opens.get(openAppid)?.principal !== principal,
  );
  const guest = await sim.merchant(platform, foreign?.appid ?? "");
  expect((await open(guest, "sameentity")).same_entity).toBe(false);
  const free = await sim.merchant(platform, sim.fresh("mini_program", (index) => !boundAt(index))[0] as string);
  expect((await open(free, "have")).have_open).toBe(false);
  expect((await open(free, "sameentity")).errcode).toBe(89002);
});

test("a user's unionid is one under one open account, another under another, and none without", async () => {
  const login = async (client: MerchantClient) => {
    const { code: js_code } = await sim.send(`/_sim/accounts/${client.appid}/login`, { user: 7 });
    const query = `appid=${client.appid}&js_code=${js_code}&grant_type=authorization_code&component_appid=${platform.appid}`;
    return sim.send(`/sns/component/jscode2session?${query}&component_access_token=${platform.token}`);
  };
  const pair = sim.fresh("mini_program", (index) => !boundAt(index)).map((appid) => sim.world.byAppid.get(appid));
  const one = pair.find((a) => pair.some((b) => b !== a && b?.principal === a?.principal));
  const two = pair.find((b) => b !== one && b?.principal === one?.principal);
  const [first, second] = [
    await sim.merchant(platform, one?.appid ?? ""),
    await sim.merchant(platform, two?.appid ?? ""),
  ];
  expect(await login(first)).not.toHaveProperty("unionid");
  const { open_appid } = await open(first, "create");
  await open(second, "bind", { open_appid });
  const [a, b] = [await login(first), await login(second)];
  expect(a.unionid).toBe(b.unionid);
  expect(a.openid).not.toBe(b.openid);
  await open(second, "unbind", { open_appid });
  expect(await login(second)).not.toHaveProperty("unionid");
  await open(second, "create");
  const moved = await login(second);
  expect(moved.openid).toBe(b.openid);
  expect(moved.unionid).not.toBe(a.unionid);
});

test("the errcode of a missing set 25 is a setting", async () => {
  const shop = await sim.merchant(platform, sim.fresh("mini_program")[0] as string, [17]);
  expect((await open(shop, "get")).errcode).toBe(48001);
  await sim.send("/_sim/settings", { openSetMissingErrcode: 61007 });
  expect((await open(shop, "get")).errcode).toBe(61007);
});

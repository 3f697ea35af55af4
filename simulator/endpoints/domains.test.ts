import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { principalAt } from "../seed/principals.ts";
import { type Shop, type Shops, startShops } from "./testing.ts";

let sim: Shops;
let shop: Shop;
const principalType = (index: number) =>
  principalAt(sim.world.seed, sim.world.accounts[index]?.principal as number).type;

beforeAll(async () => {
  sim = await startShops();
});
afterAll(() => sim.close());
beforeEach(async () => {
  shop = await sim.next((index) => principalType(index) === 1);
});

const modify = (body: object) => shop.call("/wxa/modify_domain", body);
const directly = (body: object) => shop.call("/wxa/modify_domain_directly", body);
const KINDS = ["requestdomain", "wsrequestdomain", "uploaddomain", "downloaddomain", "udpdomain", "tcpdomain"];

test("the six lists are added to, cut, replaced and read, each with its own scheme", async () => {
  const hosts = { requestdomain: ["https://api.yunqi-demo.cn"], wsrequestdomain: ["wss://api.yunqi-demo.cn"] };
  const sockets = { udpdomain: ["udp://a.api.yunqi-demo.cn:9000"], tcpdomain: ["tcp://api.yunqi-demo.cn"] };
  const added = await modify({ action: "add", ...hosts, ...sockets });
  const empty = Object.fromEntries(KINDS.map((kind) => [kind, []]));
  const nothing = Object.fromEntries(KINDS.map((kind) => [`invalid_${kind}`, []]));
  const lists = { ...empty, ...hosts, ...sockets };
  expect(added).toEqual({ errcode: 0, errmsg: "ok", ...lists, ...nothing, no_icp_domain: [] });
  expect(await modify({ action: "get" })).toEqual({ errcode: 0, errmsg: "ok", ...lists });
  expect((await modify({ action: "delete", udpdomain: sockets.udpdomain })).udpdomain).toEqual([]);
  const upload = { uploaddomain: ["https://cdn.yunqi-demo.cn"] };
  expect(await modify({ action: "set", ...upload })).toMatchObject({ ...empty, ...upload });
});

test.each<[string, object, number]>([
  ["of a foreign host", { requestdomain: ["https://else.cn"] }, 85018],
  ["without scheme", { requestdomain: ["api.yunqi-demo.cn"] }, 85301],
  ["with the scheme of another kind", { wsrequestdomain: ["https://api.yunqi-demo.cn"] }, 85301],
  ["with two schemes", { wsrequestdomain: ["wss://https://api.yunqi-demo.cn"] }, 85301],
  ["that are addresses", { requestdomain: ["https://10.0.0.1"] }, 85301],
  ["of WeChat's own API", { requestdomain: ["https://api.weixin.qq.com"] }, 85301],
  ["without any", {}, 85017],
  ["that are no texts", { requestdomain: [1] }, 47001],
])("a change to domains %s is refused with %o → %i", async (_what, body, errcode) => {
  expect((await modify({ action: "add", ...body })).errcode).toBe(errcode);
});

test("an unknown action gives 85022, what is there already 85017, the 201st domain 85016", async () => {
  expect((await modify({ action: "replace" })).errcode).toBe(85022);
  expect((await modify({})).errcode).toBe(85022);
  const requestdomain = Array.from({ length: 200 }, (_, nth) => `https://h${nth}.else.cn`);
  expect((await directly({ action: "set", requestdomain })).errcode).toBe(0);
  expect((await directly({ action: "add", requestdomain: requestdomain.slice(0, 1) })).errcode).toBe(85017);
  expect((await directly({ action: "add", requestdomain: ["https://more.else.cn"] })).errcode).toBe(85016);
});

test("fifty changes a month are taken, refused ones do not count, and a new month begins anew", async () => {
  for (let nth = 0; nth < 50; nth++) {
    if (nth % 10 === 0) expect((await directly({ action: "add" })).errcode).toBe(85017);
    expect((await directly({ action: "set", requestdomain: [`https://h${nth}.else.cn`] })).errcode).toBe(0);
  }
  const more = () => directly({ action: "set", requestdomain: ["https://last.else.cn"] });
  expect((await more()).errcode).toBe(89030);
  expect((await directly({ action: "get" })).errcode).toBe(0);
  await sim.advance(31 * 86_400);
  shop = await sim.renewed(shop);
  expect((await more()).errcode).toBe(0);
});

test("effective domains: the merchant's own until a release, registered ones at once, direct ones from the next commit", async () => {
  const read = async () => shop.call("/wxa/get_effective_domain", {});
  const [own] = (await read()).mp_domain.requestdomain;
  await modify({ action: "add", requestdomain: ["https://api.yunqi-demo.cn"] });
  await directly({ action: "add", requestdomain: ["https://else.cn"], uploaddomain: ["https://up.else.cn"] });
  const before = await read();
  expect(before.effective_domain.requestdomain).toEqual([own, "https://api.yunqi-demo.cn"].filter(Boolean));
  expect(before.direct_domain.requestdomain).toEqual(["https://else.cn"]);
  expect(before.third_domain.requestdomain).toEqual(["https://api.yunqi-demo.cn"]);
  expect(Object.keys(before.effective_domain)).toEqual(KINDS);
  await shop.commit();
  expect((await read()).effective_domain.uploaddomain).toContain("https://up.else.cn");
  await sim.decide((await shop.submit()).auditid, "approve");
  await shop.call("/wxa/release", {});
  const after = await read();
  expect(after.mp_domain.requestdomain).toEqual([]);
  expect(after.effective_domain.requestdomain).toEqual(["https://api.yunqi-demo.cn", "https://else.cn"]);
});

test("web-view domains: 89019 unchanged, 89020 none on the platform, 89021 foreign, 89022 not there, 89029 too many", async () => {
  const set = (body: object) => shop.call("/wxa/setwebviewdomain", body);
  const webviewdomain = ["https://m.yunqi-demo.cn"];
  expect(await set({})).toEqual({ errcode: 0, errmsg: "ok", webviewdomain });
  expect((await set({ action: "add", webviewdomain: ["https://m.yunqi-demo.cn/"] })).errcode).toBe(89019);
  expect((await set({ action: "add", webviewdomain: ["https://a.m.yunqi-demo.cn"] })).errcode).toBe(0);
  expect((await set({ action: "add", webviewdomain: ["https://else.cn"] })).errcode).toBe(89021);
  expect((await set({ action: "add", webviewdomain: ["https://m.yunqi-demo.cn:8443"] })).errcode).toBe(89021);
  expect((await set({ action: "delete", webviewdomain: ["https://b.m.yunqi-demo.cn"] })).errcode).toBe(89022);
  const many = Array.from({ length: 301 }, (_, nth) => `https://h${nth}.m.yunqi-demo.cn`);
  expect((await set({ action: "set", webviewdomain: many })).errcode).toBe(89029);
  const other = await sim.component(1);
  await other.call("/cgi-bin/component/modify_wxa_jump_domain", {
    action: "delete",
    wxa_jump_h5_domain: "m.yunqi-demo.cn",
    is_modify_published_together: true,
  });
  shop = await sim.next((index) => principalType(index) === 1, other);
  expect((await set({})).errcode).toBe(89020);
});

test("directly set web-view domains need no registration and hold from the next commit", async () => {
  const set = (body: object) => shop.call("/wxa/setwebviewdomain_directly", body);
  const webviewdomain = ["https://else.cn"];
  expect((await set({ action: "set", webviewdomain })).webviewdomain).toEqual(webviewdomain);
  const read = () => shop.call("/wxa/get_effective_webviewdomain", {});
  expect(await read()).toMatchObject({ direct_webviewdomain: webviewdomain, effective_webviewdomain: [] });
  await shop.commit();
  expect(await read()).toEqual({
    ...{ errcode: 0, errmsg: "ok", mp_webviewdomain: [], third_webviewdomain: [] },
    ...{ direct_webviewdomain: webviewdomain, effective_webviewdomain: webviewdomain },
  });
});

test("a person's Mini Program has no web-view domains: 89231", async () => {
  shop = await sim.next((index) => principalType(index) === 0);
  expect((await shop.call("/wxa/setwebviewdomain", {})).errcode).toBe(89231);
});

test("the platform's own domains are texts joined by semicolons, under test first and published on request", async () => {
  const { call } = await sim.component(1);
  const modifyOwn = (body: object) => call("/cgi-bin/component/modify_wxa_server_domain", body);
  expect(await modifyOwn({ action: "get" })).toEqual({
    errcode: 0,
    errmsg: "ok",
    published_wxa_server_domain: "api.yunqi-demo.cn;cdn.yunqi-demo.cn",
    testing_wxa_server_domain: "api.yunqi-demo.cn;cdn.yunqi-demo.cn",
    invalid_wxa_server_domain: "",
  });
  const added = await modifyOwn({ action: "add", wxa_server_domain: "else.cn;https://x.cn;1.2.3.4" });
  expect(added).toMatchObject({
    published_wxa_server_domain: "api.yunqi-demo.cn;cdn.yunqi-demo.cn",
    testing_wxa_server_domain: "api.yunqi-demo.cn;cdn.yunqi-demo.cn;else.cn",
    invalid_wxa_server_domain: "https://x.cn;1.2.3.4",
  });
  const set = { action: "set", wxa_server_domain: "else.cn", is_modify_published_together: "true" };
  expect(await modifyOwn(set)).toMatchObject({
    published_wxa_server_domain: "else.cn",
    testing_wxa_server_domain: "else.cn",
  });
  expect(await call("/cgi-bin/component/get_domain_confirmfile", "", "POST")).toEqual({
    errcode: 0,
    errmsg: "ok",
    file_name: expect.stringMatching(/\.txt$/),
    file_content: expect.any(String),
  });
});

test("up to five hosts are resolved ahead of time", async () => {
  const set = (...urls: string[]) =>
    shop.call("/wxa/set_prefetchdnsdomain", { prefetch_dns_domain: urls.map((url) => ({ url })) });
  expect((await set("a.cn", "b.cn")).errcode).toBe(0);
  expect((await set("a.cn", "b.cn", "c.cn", "d.cn", "e.cn", "f.cn")).errcode).toBe(85016);
  expect((await set("no host")).errcode).toBe(40097);
  expect(await shop.call("/wxa/get_prefetchdnsdomain")).toEqual({
    errcode: 0,
    errmsg: "ok",
    prefetch_dns_domain: [
      { url: "a.cn", status: 0 },
      { url: "b.cn", status: 0 },
    ],
    size_limit: 5,
  });
});

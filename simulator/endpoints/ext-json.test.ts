import { afterAll, beforeAll, expect, test } from "vitest";
import { type Shop, type Shops, startShops } from "./testing.ts";

let sim: Shops;
let shop: Shop;
let templateId: number;
const PROVIDER = "wx00000000000000a1";

beforeAll(async () => {
  sim = await startShops();
  shop = await sim.next();
  templateId = await sim.template({
    app_json: {
      pages: ["pages/a", "pages/b", "pages/c"],
      subPackages: [
        { root: "pkg/one", pages: ["x", "y"] },
        { root: "pkg/two/", pages: ["z"] },
      ],
      window: { navigationBarTitleText: "模板", backgroundColor: "#fff" },
      tabBar: { color: "#111", list: [{ pagePath: "pages/a" }, { pagePath: "pages/b" }, { pagePath: "pages/c" }] },
      networkTimeout: { request: 1000, uploadFile: 2000 },
      plugins: { old: { provider: PROVIDER, version: "1.0.0" } },
      requiredPrivateInfos: ["chooseAddress"],
    },
    page_json: { "pages/a": { enablePullDownRefresh: true, navigationBarTitleText: "甲" } },
  });
});
afterAll(() => sim.close());

const merged = async (ext: unknown) => {
  expect(await shop.commit(templateId, ext)).toEqual({ errcode: 0, errmsg: "ok" });
  return (await shop.code()).committed;
};

test("get_page lists the pages of the main package, then those of the subpackages", async () => {
  await merged({});
  expect((await shop.call("/wxa/get_page")).page_list).toEqual([
    "pages/a",
    "pages/b",
    "pages/c",
    "pkg/one/x",
    "pkg/one/y",
    "pkg/two/z",
  ]);
});

test("pages and subpackages are replaced by a subset, and the tabs left out go", async () => {
  const { app_json } = await merged({
    pages: ["pages/b", "pages/a"],
    subPackages: [{ root: "pkg/one", pages: ["y"] }],
  });
  expect((await shop.call("/wxa/get_page")).page_list).toEqual(["pages/b", "pages/a", "pkg/one/y"]);
  expect(app_json.tabBar).toEqual({ color: "#111", list: [{ pagePath: "pages/a" }, { pagePath: "pages/b" }] });
});

test("window, networkTimeout and tabBar are merged member by member", async () => {
  const list = [{ pagePath: "pages/c" }, { pagePath: "pages/a" }];
  const { app_json } = await merged({
    window: { navigationBarTitleText: "茶" },
    networkTimeout: { request: 5 },
    tabBar: { list },
  });
  expect(app_json.window).toEqual({ navigationBarTitleText: "茶", backgroundColor: "#fff" });
  expect(app_json.networkTimeout).toEqual({ request: 5, uploadFile: 2000 });
  expect(app_json.tabBar).toEqual({ color: "#111", list });
});

test("ext, plugins, requiredPrivateInfos and the others are replaced whole, and extAppid is added", async () => {
  const plugins = { fresh: { provider: PROVIDER, version: "2.0.1" } };
  const ext = {
    extEnable: true,
    directCommit: false,
    extAppid: shop.appid,
    ext: { shopId: "s-12", nested: { a: [1, null] } },
    plugin: plugins,
    requiredPrivateInfos: ["getLocation"],
    customOpen: { a: 1 },
    functionPages: { independent: true },
    navigateToMiniProgamAppIdList: ["wx00000000000000b2"],
    sitemap: {},
  };
  const { app_json, ext_json } = await merged(ext);
  expect(JSON.parse(ext_json)).toEqual(ext);
  expect(app_json).toMatchObject({
    extAppid: shop.appid,
    ext: ext.ext,
    requiredPrivateInfos: ["getLocation"],
    customOpen: ext.customOpen,
    functionPages: ext.functionPages,
    navigateToMiniProgramAppIdList: ["wx00000000000000b2"],
  });
  expect(app_json.plugins).toEqual(plugins);
});

test("extPages are merged into page.json page by page", async () => {
  const { page_json } = await merged({
    extPages: { "pages/a": { navigationBarTitleText: "茶" }, "pkg/one/x": { disableScroll: true } },
  });
  expect(page_json).toEqual({
    "pages/a": { enablePullDownRefresh: true, navigationBarTitleText: "茶" },
    "pkg/one/x": { disableScroll: true },
  });
});

test.each([
  ["an empty text", ""],
  ["nulls from a serializer", '{"extAppid":null,"pages":null,"tabBar":null,"plugins":null,"ext":null}'],
  ["an empty extAppid and empty members", '{"extAppid":"","ext":{},"extPages":{},"window":{},"tabBar":{}}'],
])("commit takes ext_json as %s and leaves the template as it is", async (_what, ext) => {
  const { app_json } = await merged(ext);
  expect(app_json.pages).toEqual(["pages/a", "pages/b", "pages/c"]);
  expect(app_json.tabBar.list).toHaveLength(3);
});

const plugin = (change: object) => ({ plugins: { p: { provider: PROVIDER, version: "1.0.0", ...change } } });

test.each<[string, unknown, number]>([
  ["not JSON", "{", 85013],
  ["a list", "[]", 85013],
  ["another merchant's extAppid", { extAppid: "wx0000000000000000" }, 85013],
  ["ext that is no object", { ext: "a" }, 85013],
  ["extPages that are no object", { extPages: [] }, 85013],
  ["more than half a megabyte", { ext: { text: "x".repeat(530_000) } }, 85044],
  ["a page the template lacks", { pages: ["pages/none"] }, 85045],
  ["a subpackage the template lacks", { subPackages: [{ root: "pkg/none", pages: ["x"] }] }, 85045],
  ["a subpackage's page the template lacks", { subpackages: [{ root: "pkg/one", pages: ["z"] }] }, 85045],
  ["an extra for an unknown page", { extPages: { "pages/none": {} } }, 85045],
  ["a tab outside the pages", { tabBar: { list: [{ pagePath: "a" }, { pagePath: "b" }] } }, 85046],
  ["one tab only", { tabBar: { list: [{ pagePath: "pages/a" }] } }, 85046],
  ["no pages", { pages: [] }, 85047],
  ["pages that are no list", { pages: "pages/a" }, 85048],
  ["tabBar that is no object", { tabBar: [] }, 85048],
  ["a plugin of a bad version", plugin({ version: "1" }), 80066],
  ["a plugin without provider", plugin({ provider: undefined }), 80067],
  ["private interfaces that are no list", { requiredPrivateInfos: "getLocation" }, 85310],
  ["an unknown private interface", { requiredPrivateInfos: ["getPosition"] }, 85311],
  ["conflicting private interfaces", { requiredPrivateInfos: ["getLocation", "getFuzzyLocation"] }, 85312],
])("commit refuses ext_json with %s", async (_what, ext, errcode) => {
  expect((await shop.commit(templateId, ext)).errcode).toBe(errcode);
});

test.each<[string, Record<string, unknown>, number]>([
  ["ext_json as an object instead of its text", { ext_json: {} }, 85013],
  ["no ext_json", { ext_json: undefined }, 85013],
  ["no template", { template_id: undefined }, 85014],
  ["a version of 65 characters", { user_version: "1".repeat(65) }, 40097],
  ["no version", { user_version: undefined }, 47001],
])("commit refuses %s", async (_what, change, errcode) => {
  expect((await shop.commit(0, {}, change)).errcode).toBe(errcode);
});

test("a plugin that the merchant has not added is refused with 80082", async () => {
  const other = await sim.next();
  await other.conditions({ plugins: ["wx00000000000000a2"] });
  expect((await other.commit(templateId, plugin({}))).errcode).toBe(80082);
  await other.conditions({ plugins: [PROVIDER] });
  expect((await other.commit(templateId, plugin({}))).errcode).toBe(0);
});

test("a template whose app.json is broken gives 85043, one without pages 85047, one too large 85044", async () => {
  expect((await shop.commit(await sim.template({ app_json: { pages: [] } }))).errcode).toBe(85047);
  expect((await shop.commit(await sim.template({ app_json: { pages: "a" } }))).errcode).toBe(85043);
  const pages = { app_json: { pages: ["a"] } };
  expect((await shop.commit(await sim.template({ ...pages, package_bytes: { main: 2_097_153 } }))).errcode).toBe(85044);
  const packages = Object.fromEntries(Array.from({ length: 11 }, (_, nth) => [`p${nth}`, 2_000_000]));
  expect((await shop.commit(await sim.template({ ...pages, package_bytes: packages }))).errcode).toBe(85044);
});

test("a standard template takes extAppid, ext and window only", async () => {
  const standard = await sim.template({ app_json: { pages: ["a"] } }, 1);
  expect((await shop.commit(standard, { extAppid: shop.appid, ext: {}, window: {} })).errcode).toBe(0);
  expect((await shop.commit(standard, { ext: {}, pages: ["a"] })).errcode).toBe(9402203);
  const { template_list } = await sim.platform.call("/wxa/gettemplatelist?template_type=1");
  expect(template_list.map((one: { template_id: number }) => one.template_id)).toEqual([standard]);
});

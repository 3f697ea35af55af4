import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { principalAt } from "../seed/principals.ts";
import type { Reply } from "../testing.ts";
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
  await sim.send("/_sim/settings", { rejectRate: 0 });
  shop = await sim.next((index) => principalType(index) === 1);
});

const open = (path: string, body?: unknown) => shop.call(`/cgi-bin/wxopen/${path}`, body);
const own = async () => open("getcategory");
const add = (...categories: object[]) => open("addcategory", { categories });
const proof = [{ key: "《许可证》", value: "mediaid" }];
const FREE = { first: 402, second: 774 };
const LICENSED = { first: 8, second: 39 };

test("the tree of all categories has a root, both levels and what documents a category wants", async () => {
  const { categories_list } = await open("getallcategories");
  const byId = new Map<number, Reply>(categories_list.categories.map((one: Reply) => [one.id, one]));
  expect(byId.get(0)).toMatchObject({ level: 0, children: expect.arrayContaining([8, 402]) });
  expect(byId.get(8)).toMatchObject({ name: "教育", level: 1, father: 0, children: expect.arrayContaining([39]) });
  expect(byId.get(39)).toMatchObject({ level: 2, father: 8, children: [], sensitive_type: 1 });
  expect(byId.get(39)?.qualify.exter_list[0].inner_list[0]).toEqual({ name: expect.any(String), url: "" });
  expect(byId.get(774)).toMatchObject({ sensitive_type: 0, qualify: { exter_list: [] } });
  const { categories_list: forPersons } = await open("getcategoriesbytype", { verify_type: 0 });
  expect(forPersons.categories.map((one: Reply) => one.id)).not.toContain(39);
});

test("a category without documents holds at once, one with documents after its review, and then feeds item_list", async () => {
  expect((await add(FREE, { ...LICENSED, certicates: proof })).errcode).toBe(0);
  const listed = async () => (await shop.call("/wxa/get_category")).category_list;
  const names = { first_class: "商业服务", second_class: "广告/设计" };
  expect(await listed()).toContainEqual({ ...names, first_id: 402, second_id: 774 });
  expect((await listed()).map((one: Reply) => one.second_id)).not.toContain(39);
  const { categories, ...limits } = await own();
  expect(limits).toEqual({ errcode: 0, errmsg: "ok", limit: 5, quota: 4, category_limit: 5 });
  expect(categories).toContainEqual({
    ...{ first: 8, first_name: "教育", second: 39, second_name: "出国移民" },
    ...{ audit_status: 1, audit_reason: "" },
  });
  await sim.advance(60);
  expect((await listed()).map((one: Reply) => one.second_id)).toContain(39);
});

test.each<[number, string, object[]]>([
  [53303, "an unknown id", [{ first: 402, second: 1 }]],
  [53303, "no id", [{}]],
  [53303, "nothing", []],
  [53304, "the same twice", [FREE, FREE]],
  [53311, "no document", [LICENSED]],
  [53311, "an empty document", [{ ...LICENSED, certicates: [{ key: "", value: "" }] }]],
  [
    53301,
    "more than five in all",
    [774, 628]
      .flatMap((second) => [{ first: 402, second }])
      .concat([37, 1089, 27].map((second) => ({ first: 8, second }))),
  ],
])("addcategory gives %i for %s", async (errcode, _what, categories) => {
  expect((await add(...categories)).errcode).toBe(errcode);
});

test("five changes a month, then 53300, and a new month begins anew", async () => {
  for (let nth = 0; nth < 5; nth++) {
    expect((await add(FREE)).errcode).toBe(0);
    expect((await open("deletecategory", FREE)).errcode).toBe(0);
  }
  expect((await add(FREE)).errcode).toBe(53300);
  expect((await own()).quota).toBe(0);
  await sim.advance(31 * 86_400);
  shop = await sim.renewed(shop);
  expect((await own()).quota).toBe(5);
  expect((await add(FREE)).errcode).toBe(0);
});

test("a rejected category may show other documents; others may not, and none is deleted during its review", async () => {
  await sim.send("/_sim/settings", { rejectRate: 1 });
  const licensed = { ...LICENSED, certicates: proof };
  await add(FREE, licensed);
  expect((await open("deletecategory", LICENSED)).errcode).toBe(53308);
  expect((await open("modifycategory", licensed)).errcode).toBe(53307);
  expect((await open("modifycategory", FREE)).errcode).toBe(53306);
  expect((await open("modifycategory", { first: 1, second: 2 })).errcode).toBe(53303);
  await sim.advance(60);
  const state = async () => (await own()).categories.find((one: Reply) => one.second === 39);
  expect(await state()).toMatchObject({ audit_status: 2, audit_reason: expect.stringMatching(/./) });
  await sim.send("/_sim/settings", { rejectRate: 0 });
  expect((await open("modifycategory", LICENSED)).errcode).toBe(53311);
  expect((await open("modifycategory", { first: "8", second: "39", certicates: proof })).errcode).toBe(0);
  await sim.advance(60);
  expect(await state()).toMatchObject({ audit_status: 3, audit_reason: "" });
});

test("a person may not have what needs documents: 53302", async () => {
  shop = await sim.next((index) => principalType(index) === 0);
  expect((await add({ ...LICENSED, certicates: proof })).errcode).toBe(53302);
});

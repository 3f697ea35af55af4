import { afterAll, beforeAll, expect, test } from "vitest";
import type { Reply } from "../testing.ts";
import { type Shops, startShops } from "./testing.ts";

let sim: Shops;

beforeAll(async () => {
  sim = await startShops();
});
afterAll(() => sim.close());

const call = (path: string, body?: unknown) => sim.platform.call(path, body);
const templates = async (): Promise<Reply[]> => (await call("/wxa/gettemplatelist")).template_list;

test("drafts and templates have every field in its type, ids from 0", async () => {
  const common = {
    create_time: expect.any(Number),
    user_version: expect.any(String),
    user_desc: expect.any(String),
    draft_id: expect.any(Number),
    source_miniprogram_appid: expect.stringMatching(/^wx[0-9a-f]{16}$/),
    source_miniprogram: expect.any(String),
    developer: expect.any(String),
    category_list: [],
  };
  const { draft_list } = await call("/wxa/gettemplatedraftlist");
  expect(draft_list[0]).toEqual(common);
  const list = await templates();
  expect(list[0]).toEqual({ ...common, template_id: 0, template_type: 0 });
  await call("/wxa/addtotemplate", { draft_id: draft_list[0].draft_id, template_type: 1 });
  expect((await templates()).at(-1)).toEqual({
    ...common,
    ...{ template_id: expect.any(Number), template_type: 1, audit_scene: 0, audit_status: 0, reason: "" },
  });
});

test.each([
  ["/wxa/addtotemplate", { draft_id: 999 }],
  ["/wxa/addtotemplate", {}],
  ["/wxa/deletetemplate", { template_id: 999 }],
  ["/wxa/deletetemplate", { template_id: null }],
])("%s gives 85064 for %o", async (path, body) => {
  expect((await call(path, body)).errcode).toBe(85064);
});

test("template 0 is committed like any other, and a deleted one gives 85014", async () => {
  const shop = await sim.next();
  expect((await shop.commit(0)).errcode).toBe(0);
  expect(await call("/wxa/deletetemplate", { template_id: 0 })).toEqual({ errcode: 0, errmsg: "ok" });
  expect((await shop.commit(0)).errcode).toBe(85014);
  expect((await shop.call("/wxa/get_page")).page_list).toContain("pages/index/index");
});

test("a new upload replaces the developer's draft, and the template made of the old one keeps its code", async () => {
  const upload = (pages: string[]) =>
    sim.send("/_sim/drafts", {
      component_appid: sim.platform.appid,
      developer: "林",
      user_version: "3.0.0",
      app_json: { pages },
    });
  const { draft_id } = await upload(["a"]);
  await call("/wxa/addtotemplate", { draft_id });
  const templateId = (await templates()).at(-1)?.template_id;
  await upload(["b"]);
  expect((await call("/wxa/addtotemplate", { draft_id })).errcode).toBe(85064);
  const shop = await sim.next();
  await shop.commit(templateId);
  expect((await shop.call("/wxa/get_page")).page_list).toEqual(["a"]);
});

test("the library is full with 200 templates: 85065", async () => {
  const { draft_list } = await call("/wxa/gettemplatedraftlist");
  const add = () => call("/wxa/addtotemplate", { draft_id: draft_list[0].draft_id });
  const before = (await templates()).length;
  const answers = await Promise.all(Array.from({ length: 200 - before }, add));
  expect(answers.every(({ errcode }) => errcode === 0)).toBe(true);
  expect((await add()).errcode).toBe(85065);
  expect(await templates()).toHaveLength(200);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { type Shop, type Shops, startShops } from "./testing.ts";

let sim: Shops;

beforeAll(async () => {
  sim = await startShops();
});
afterAll(() => sim.close());

test("a submission wrong in every way is refused for its state, items, previews, moderation, jumps, scan, guide and quota, in this order", async () => {
  const shop = await sim.next();
  const platform = (changes: object) => sim.send(`/_sim/platforms/${sim.platform.appid}`, changes);
  const settings = (changes: object) => sim.send("/_sim/settings", changes);
  const templateId = await sim.template({ app_json: { pages: ["a"] }, navigates: true, privacy_keys: ["Camera"] });
  const others = { navigateToMiniProgramAppIdList: ["wx00000000000000b2"] };
  const commit = (ext: object, scanSeconds: number) =>
    settings({ scanSeconds }).then(() => shop.commit(templateId, ext));
  await platform({ review_quota: 0 });
  await shop.conditions({ profile_complete: false });
  const body: Record<string, unknown> = { item_list: [], preview_info: "m", ugc_declare: {} };
  const seen: (number | undefined)[] = [];
  const steps: (() => unknown)[] = [
    () => shop.conditions({ profile_complete: true }),
    () => commit({}, 600),
    () => delete body.item_list,
    () => delete body.preview_info,
    () => delete body.ugc_declare,
    () => commit(others, 600),
    () => commit(others, 0),
    () => {
      body.privacy_api_not_use = true;
    },
    () => platform({ review_quota: 500 }),
  ];
  for (const step of steps) {
    seen.push((await shop.submit(body)).errcode);
    await step();
  }
  expect(seen).toEqual([86002, 85086, 85023, 85092, 85094, 85087, 61039, 61040, 85085]);
  expect((await shop.submit(body)).errcode).toBe(0);
});

const submitted = async (): Promise<{ shop: Shop; auditid: number }> => {
  const shop = await sim.next();
  await shop.commit();
  return { shop, auditid: (await shop.submit()).auditid };
};
const TOO_LONG = { feedback_info: "x".repeat(201), feedback_stuff: "a|b|c|d|e|f" };

test("feedback is ignored, even a bad one, unless the version before was rejected", async () => {
  const { shop, auditid } = await submitted();
  await sim.decide(auditid, "approve");
  expect((await shop.submit(TOO_LONG)).errcode).toBe(0);
  expect((await shop.code()).review.feedback).toBeNull();
});

test("feedback on a rejection is kept with the next submission, within its limits", async () => {
  const { shop, auditid } = await submitted();
  await sim.decide(auditid, "reject");
  expect((await shop.submit(TOO_LONG)).errcode).toBe(85051);
  expect((await shop.submit({ feedback_stuff: "a|b|c|d|e|f" })).errcode).toBe(85051);
  expect((await shop.submit({ feedback_info: "改好了", feedback_stuff: "a|b" })).errcode).toBe(0);
  expect((await shop.code()).review.feedback).toEqual({ feedback_info: "改好了", feedback_stuff: ["a", "b"] });
});

test("each commit starts the privacy scan anew", async () => {
  await sim.send("/_sim/settings", { scanSeconds: 100 });
  const shop = await sim.next();
  const scan = async () => (await shop.call("/wxa/security/get_code_privacy_info")).errcode;
  expect(await scan()).toBe(86001);
  await shop.commit();
  await sim.advance(90);
  expect(await scan()).toBe(61039);
  await shop.commit();
  await sim.advance(20);
  expect(await scan()).toBe(61039);
  await sim.advance(90);
  await sim.send("/_sim/settings", { scanSeconds: 0 });
  expect(await scan()).toBe(0);
});

test("the scan names interfaces without permission and without declaration; a permission clears the first", async () => {
  const shop = await sim.next();
  const templateId = await sim.template({
    app_json: { pages: ["a"] },
    privacy_keys: [],
    privacy_interfaces: ["wx.choosePoi", "wx.chooseAddress"],
    navigates: false,
  });
  await shop.commit(templateId, { requiredPrivateInfos: ["choosePoi", "chooseLocation"] });
  const scan = () => shop.call("/wxa/security/get_code_privacy_info");
  expect(await scan()).toEqual({
    errcode: 0,
    errmsg: "ok",
    without_auth_list: ["wx.choosePoi", "wx.chooseAddress", "wx.chooseLocation"],
    without_conf_list: ["wx.chooseAddress"],
  });
  expect((await shop.code()).committed.scan).toBe("blocked");
  for (const api_name of ["wx.choosePoi", "wx.chooseAddress"]) {
    await shop.call("/wxa/security/apply_privacy_interface", { api_name, content: "选择门店" });
  }
  await sim.advance(60);
  await shop.commit(templateId, { requiredPrivateInfos: ["choosePoi", "chooseAddress"] });
  expect(await scan()).toMatchObject({ without_auth_list: [], without_conf_list: [] });
  expect((await shop.submit()).errcode).toBe(0);
});

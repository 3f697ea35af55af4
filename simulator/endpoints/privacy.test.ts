import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Reply } from "../testing.ts";
import { type Shop, type Shops, startShops } from "./testing.ts";

let sim: Shops;
let shop: Shop;

beforeAll(async () => {
  sim = await startShops();
});
afterAll(() => sim.close());
beforeEach(async () => {
  shop = await sim.next((index) => sim.versions(index) === 0);
});

const set = (body: object) => shop.call("/cgi-bin/component/setprivacysetting", body);
const get = (body: object = {}) => shop.call("/cgi-bin/component/getprivacysetting", body);
const OWNER = {
  contact_email: "a@b.cn",
  contact_phone: "",
  notice_method: "弹窗",
  store_expire_timestamp: "30天",
  store_region: "中国",
};
const LIST = ["UserInfo", "PhoneNumber", "Address"].map((privacy_key) => ({ privacy_key, privacy_text: "会员" }));
const SDKS = [
  { sdk_name: "地图", sdk_biz_name: "某公司", sdk_list: [{ privacy_key: "Location", privacy_text: "门店" }] },
];

test.each<[number, string, object]>([
  [86071, "an unknown version", { privacy_ver: 3, owner_setting: OWNER, setting_list: LIST }],
  [86069, "no owner", { setting_list: LIST }],
  [86069, "no way to notify", { owner_setting: { ...OWNER, notice_method: "" }, setting_list: LIST }],
  [86069, "no contact", { owner_setting: { notice_method: "弹窗" }, setting_list: LIST }],
  [
    86072,
    "a period without its unit",
    { owner_setting: { ...OWNER, store_expire_timestamp: "30" }, setting_list: LIST },
  ],
  [47001, "no list for version 2", { owner_setting: OWNER }],
  [47001, "a key that is none", { owner_setting: OWNER, setting_list: [{ privacy_key: "Mood", privacy_text: "" }] }],
  [86074, "version 1 before any release", { privacy_ver: 1, owner_setting: OWNER }],
])("setprivacysetting gives %i for %s", async (errcode, _what, body) => {
  expect((await set(body)).errcode).toBe(errcode);
});

test("what was set is read back, with labels, and goes live with a release", async () => {
  expect((await get({ privacy_ver: 1 })).errcode).toBe(86074);
  const body = { privacy_ver: 2, owner_setting: OWNER, setting_list: LIST, sdk_privacy_info_list: SDKS };
  expect(await set(body)).toEqual({ errcode: 0, errmsg: "ok" });
  const before = await get({ privacy_ver: null });
  expect(before).toMatchObject({
    ...{ code_exist: 0, privacy_list: [], owner_setting: OWNER, sdk_privacy_info_list: SDKS },
    setting_list: LIST.map((one) => ({ ...one, privacy_label: expect.stringMatching(/./) })),
    update_time: expect.any(Number),
  });
  expect(before.privacy_desc.privacy_desc_list).toHaveLength(22);
  expect(before.privacy_desc.privacy_desc_list[0]).toEqual({
    privacy_key: "UserInfo",
    privacy_desc: expect.any(String),
  });
  await shop.commit();
  expect(await get()).toMatchObject({ code_exist: 1, privacy_list: ["UserInfo", "PhoneNumber", "Address"] });
  await sim.decide((await shop.submit()).auditid, "approve");
  await shop.call("/wxa/release", {});
  expect(await get({ privacy_ver: "1" })).toMatchObject({ owner_setting: OWNER, setting_list: before.setting_list });
});

test("the live guide's owner changes at once, its list not at all", async () => {
  await set({ owner_setting: OWNER, setting_list: LIST });
  await shop.commit();
  await sim.decide((await shop.submit()).auditid, "approve");
  await shop.call("/wxa/release", {});
  const owner_setting = { contact_phone: "13800000000", notice_method: "公告" };
  expect((await set({ privacy_ver: 1, owner_setting, setting_list: LIST })).errcode).toBe(47001);
  expect((await set({ privacy_ver: 1, owner_setting, setting_list: null })).errcode).toBe(0);
  expect((await get({ privacy_ver: 1 })).owner_setting).toEqual(owner_setting);
  expect((await get({ privacy_ver: 2 })).owner_setting).toEqual(OWNER);
});

test("a submission fails with 61040 until the guide names all that the code collects", async () => {
  await set({ owner_setting: OWNER, setting_list: LIST.slice(0, 2) });
  await shop.commit();
  expect((await shop.submit()).errcode).toBe(61040);
  await set({ owner_setting: OWNER, setting_list: LIST });
  expect((await shop.submit()).errcode).toBe(0);
});

test("text sent as \\u escapes is stored as those characters", async () => {
  const escaped = String.raw`{"owner_setting":{"contact_email":"a@b.cn","notice_method":"\u5f39\u7a97"},"setting_list":[]}`;
  expect((await shop.call("/cgi-bin/component/setprivacysetting", escaped, "POST")).errcode).toBe(0);
  expect((await get()).owner_setting.notice_method).toBe(String.raw`\u5f39\u7a97`);
});

test("an interface is applied for once, refused with a reason or granted, and may be applied for again", async () => {
  const apply = (body: object = {}) =>
    shop.call("/wxa/security/apply_privacy_interface", { api_name: "wx.choosePoi", content: "选择门店", ...body });
  const state = async (): Promise<Reply> =>
    (await shop.call("/wxa/security/get_privacy_interface")).interface_list.find(
      (one: Reply) => one.api_name === "wx.choosePoi",
    );
  const names = { api_name: "wx.choosePoi", api_ch_name: expect.any(String), api_desc: expect.any(String) };
  expect(await state()).toEqual({ ...names, status: 1, api_link: "", group_name: "地理位置" });
  expect((await apply({ api_name: "wx.choosepoi" })).errcode).toBe(40097);
  expect((await apply({ content: "" })).errcode).toBe(40097);
  expect((await apply({ content: "x".repeat(301) })).errcode).toBe(40097);
  await sim.send("/_sim/settings", { rejectRate: 1 });
  const { audit_id } = await apply();
  expect(await state()).toMatchObject({ status: 3, audit_id, apply_time: expect.any(Number) });
  expect((await apply()).errcode).toBe(40097);
  await sim.advance(60);
  expect(await state()).toMatchObject({ status: 4, fail_reason: expect.stringMatching(/./) });
  await sim.send("/_sim/settings", { rejectRate: 0 });
  expect((await apply()).audit_id).not.toBe(audit_id);
  await sim.advance(60);
  expect((await state()).status).toBe(5);
  expect((await apply()).errcode).toBe(40097);
});

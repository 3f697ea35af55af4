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
  shop = await sim.next();
});

const info = () => shop.call("/cgi-bin/account/getaccountbasicinfo", {});
const picture = async (path: string, bytes = [0x89, 0x50, 0x4e, 0x47, 1]): Promise<Reply> => {
  const form = new FormData();
  form.append("media", new Blob([new Uint8Array(bytes)]), "a.png");
  const response = await fetch(`${sim.url}${path}access_token=${shop.token}`, { method: "POST", body: form });
  return (await response.json()) as Reply;
};
const head = (head_img_media_id: unknown, more: object = { x1: 0, y1: 0, x2: 1.0, y2: 1.0 }) =>
  shop.call("/cgi-bin/account/modifyheadimage", { head_img_media_id, ...more });
const sign = (signature: unknown) => shop.call("/cgi-bin/account/modifysignature", { signature });

test("basic info has every field in its type", async () => {
  const counts = { modify_used_count: 0, modify_quota: 5 };
  expect(await info()).toEqual({
    errcode: 0,
    errmsg: "ok",
    appid: shop.appid,
    account_type: 3,
    principal_type: expect.any(Number),
    principal_name: expect.any(String),
    credential: expect.any(String),
    realname_status: 1,
    nickname: expect.any(String),
    wx_verify_info: expect.objectContaining({
      qualification_verify: expect.any(Boolean),
      naming_verify: expect.any(Boolean),
    }),
    signature_info: { signature: expect.any(String), ...counts },
    head_image_info: { head_image_url: expect.stringMatching(/^http/), ...counts },
    nickname_info: { nickname: expect.any(String), modify_used_count: 0, modify_quota: 2 },
    registered_country: 1017,
    customer_type: expect.any(Number),
  });
});

test("the picture comes from a temporary or review medium, within its cut, five times a month", async () => {
  expect((await head("none")).errcode).toBe(40007);
  const film = [0, 0, 0, 24, ...Buffer.from("ftypmp42")];
  const { mediaid: video } = await picture("/wxa/uploadmedia?", film);
  expect((await head(video)).errcode).toBe(40007);
  const { media_id } = await picture("/cgi-bin/media/upload?type=image&");
  expect((await head(media_id, { x1: 0, y1: 0, x2: 2, y2: 1 })).errcode).toBe(40097);
  expect((await head(media_id, { x1: "0", y1: "0.5", x2: "1", y2: "1" })).errcode).toBe(0);
  const { mediaid } = await picture("/wxa/uploadmedia?");
  for (let nth = 0; nth < 4; nth++) expect((await head(mediaid, {})).errcode).toBe(0);
  expect((await head(mediaid)).errcode).toBe(53202);
  const { head_image_info } = await info();
  expect(head_image_info).toMatchObject({ modify_used_count: 5, head_image_url: expect.stringContaining("?v=5") });
});

test("the introduction is checked for words and length, five times a month", async () => {
  expect((await sign("腾讯官方小店")).errcode).toBe(53201);
  expect((await sign("短")).errcode).toBe(40097);
  expect((await sign(null)).errcode).toBe(53201);
  for (let nth = 0; nth < 5; nth++) expect((await sign(`每日现做 ${nth}`)).errcode).toBe(0);
  expect((await sign("再改一次介绍")).errcode).toBe(53200);
  expect((await info()).signature_info).toEqual({ signature: "每日现做 4", modify_used_count: 5, modify_quota: 5 });
  await sim.advance(31 * 86_400);
  shop = await sim.renewed(shop);
  expect((await info()).signature_info.modify_used_count).toBe(0);
  expect((await sign("新的一个月")).errcode).toBe(0);
});

test("a name is refused for its form, its words and its holder, then reviewed one at a time, twice a year", async () => {
  const rename = (nick_name: string, more: object = {}) => shop.call("/wxa/setnickname", { nick_name, ...more });
  const check = (nick_name: string) => shop.call("/cgi-bin/wxverify/checkwxverifynickname", { nick_name });
  const { nickname: own } = await info();
  const stranger = await sim.next();
  const { nickname: taken } = await stranger.call("/cgi-bin/account/getaccountbasicinfo", {});
  expect((await check("!")).errcode).toBe(53010);
  expect((await check("微信茶馆")).errcode).toBe(53012);
  expect((await check(taken)).errcode).toBe(53013);
  expect(await check("某某大学食堂")).toMatchObject({ hit_condition: true, wording: expect.stringContaining("大学") });
  expect(await check("虎符第一茶馆")).toEqual({ errcode: 0, errmsg: "ok", hit_condition: false, wording: "" });
  expect((await rename(taken)).errcode).toBe(91007);
  const stuff = { id_card: "", license: "mediaid", naming_other_stuff_1: "mediaid" };
  const { audit_id } = await rename("虎符第一茶馆", stuff);
  expect((await rename("虎符第二茶馆")).errcode).toBe(91019);
  expect((await info()).nickname).toBe(own);
  expect((await shop.call("/wxa/api_wxa_querynickname", { audit_id: 1 })).errcode).toBe(91011);
  expect((await shop.call("/wxa/api_wxa_querynickname", { audit_id })).audit_stat).toBe(1);
  await sim.advance(60);
  expect((await info()).nickname_info).toEqual({ nickname: "虎符第一茶馆", modify_used_count: 1, modify_quota: 2 });
  await rename("虎符第二茶馆");
  await sim.advance(60);
  expect((await rename("虎符第三茶馆")).errcode).toBe(53203);
});

test("search status: 1 hidden, 0 shown, others 85084", async () => {
  const change = (status: unknown) => shop.call("/wxa/changewxasearchstatus", { status });
  for (const status of [1, 0]) {
    expect((await change(status)).errcode).toBe(0);
    expect(await shop.call("/wxa/getwxasearchstatus")).toEqual({ errcode: 0, errmsg: "ok", status });
  }
  expect((await change(2)).errcode).toBe(85084);
});

test("testers: 85001 unknown, 85002 full, 85003 the user's fifty, 85004 twice", async () => {
  const bind = (wechatid: string) => shop.call("/wxa/bind_tester", { wechatid });
  const members = async () => (await shop.call("/wxa/memberauth", { action: "get_experiencer" })).members as Reply[];
  const { userstr } = await bind("lin_xiao01");
  expect(userstr).toMatch(/^[0-9a-f]{32}$/);
  expect((await bind("lin_xiao01")).errcode).toBe(85004);
  expect((await bind("1")).errcode).toBe(85001);
  expect((await shop.call("/wxa/memberauth", { action: "get_all" })).errcode).toBe(85022);
  for (let nth = (await members()).length; nth < 60; nth++) await bind(`tester_${nth}`);
  expect(await members()).toHaveLength(60);
  expect((await bind("one_too_many")).errcode).toBe(85002);
  expect((await shop.call("/wxa/unbind_tester", { userstr })).errcode).toBe(0);
  expect((await members()).map((one) => one.userstr)).not.toContain(userstr);
  expect((await shop.call("/wxa/unbind_tester", { userstr: "none" })).errcode).toBe(89034);
  for (let nth = 0; nth < 50; nth++) {
    shop = await sim.next();
    expect((await bind("busy_tester")).errcode).toBe(0);
  }
  shop = await sim.next();
  expect((await bind("busy_tester")).errcode).toBe(85003);
});

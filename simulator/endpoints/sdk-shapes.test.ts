import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Reply } from "../testing.ts";
import { type Shop, type Shops, startShops } from "./testing.ts";

let sim: Shops;
let shop: Shop;

beforeAll(async () => {
  sim = await startShops();
  shop = await sim.next((index) => sim.versions(index) >= 2);
  await shop.commit();
});
afterAll(() => sim.close());

/** Sends what fetch would not: a GET with a body, or any headers. */
const send = (method: string, path: string, body = "", headers: Record<string, string> = {}): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const sent = request(`${sim.url}${path}`, {
      method,
      headers: { "content-length": Buffer.byteLength(body), ...headers },
    });
    sent.on("error", reject);
    sent.on("response", async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      resolve(JSON.parse(Buffer.concat(chunks).toString("utf8")) as Reply);
    });
    sent.end(body);
  });
const asShop = (method: string, path: string, body?: string, headers?: Record<string, string>) =>
  send(method, `${path}${path.includes("?") ? "&" : "?"}access_token=${shop.token}`, body, headers);

const EMPTY_JSON = [
  "/wxa/release",
  "/wxa/getversioninfo",
  "/wxa/getvisitstatus",
  "/cgi-bin/wxopen/getweappsupportversion",
];

test.each(EMPTY_JSON)("%s needs a literal {}: nothing at all gives 44002", async (path) => {
  expect((await asShop("POST", path)).errcode).toBe(44002);
  expect((await asShop("POST", path, "{}")).errcode).not.toBe(44002);
});

test.each([
  ["POST", "/wxa/queryquota", "{}", "rest"],
  ["POST", "/wxa/queryquota", "", "rest"],
  ["GET", "/wxa/queryquota", "", "rest"],
  ["GET", "/cgi-bin/wxopen/getweappsupportversion", "", "now_version"],
  ["POST", "/cgi-bin/wxopen/getweappsupportversion", "null", "now_version"],
  ["GET", "/cgi-bin/account/getaccountbasicinfo", "", "principal_name"],
  ["POST", "/cgi-bin/account/getaccountbasicinfo", "{}", "principal_name"],
  ["POST", "/cgi-bin/account/getaccountbasicinfo", "", "principal_name"],
  ["GET", "/cgi-bin/wxopen/getallcategories", "", "categories_list"],
  ["POST", "/cgi-bin/wxopen/getallcategories", "{}", "categories_list"],
  ["GET", "/cgi-bin/wxopen/getcategory", "", "categories"],
  ["POST", "/cgi-bin/wxopen/getcategory", "{}", "categories"],
  ["POST", "/cgi-bin/wxopen/getcategoriesbytype", '{"verify_type":1}', "categories_list"],
  ["GET", "/wxa/get_page", "{}", "page_list"],
  ["GET", "/wxa/undocodeaudit", "{}", "errcode"],
  ["POST", "/cgi-bin/component/getprivacysetting", "{}", "code_exist"],
  ["POST", "/cgi-bin/component/getprivacysetting", '{"privacy_ver":"2"}', "code_exist"],
  ["POST", "/wxa/get_effective_domain", "{}", "effective_domain"],
  ["POST", "/wxa/get_effective_webviewdomain", "{}", "effective_webviewdomain"],
  ["POST", "/wxa/get_webviewdomain_confirmfile", "{}", "file_content"],
  ["POST", "/wxa/setwebviewdomain", '{"action":"get"}', "webviewdomain"],
  ["POST", "/wxa/modify_domain", '{"action":"get"}', "requestdomain"],
  ["POST", "/wxa/memberauth", '{"action":"get_experiencer"}', "members"],
])("%s %s with body %j is answered", async (method, path, body, field) => {
  const answer = await asShop(method, path, body);
  expect(Object.keys(answer)).toContain(field);
});

test("templates are listed with either name of the token, by a type in the query or in the body of the GET", async () => {
  const { token } = sim.platform;
  const list = "/wxa/gettemplatelist";
  const plain = (await send("GET", `${list}?component_access_token=${token}`)).template_list;
  expect(plain.map((one: Reply) => one.template_id)).toContain(0);
  for (const [query, body, count] of [
    ["&template_type=0", "", plain.length],
    ["&template_type=1", "", 0],
    ["&template_type=", "", plain.length],
    ["", '{"template_type":1}', 0],
    ["", '{"template_type":"0"}', plain.length],
    ["", "template_type=1", plain.length],
  ] as const) {
    const { template_list } = await send("GET", `${list}?access_token=${token}${query}`, body);
    expect(template_list).toHaveLength(count);
  }
  expect((await send("POST", `${list}?access_token=${token}`, "{}")).errcode).toBe(43001);
});

const commitBody = (change: object) =>
  JSON.stringify({ template_id: 0, user_version: "1", user_desc: "说明", ext_json: "{}", ...change });

test.each<[string, string, Record<string, string>]>([
  ["a template id in a string", commitBody({ template_id: "0" }), {}],
  ["fields it does not know", commitBody({ extra: { a: [1] } }), {}],
  ["no description", commitBody({ user_desc: undefined }), {}],
  ["null as description", commitBody({ user_desc: null }), {}],
  ["a byte order mark", `\uFEFF${commitBody({})}`, {}],
  ["a content type with charset", commitBody({}), { "content-type": "application/json;charset=UTF-8" }],
  ["a form's content type", commitBody({}), { "content-type": "application/x-www-form-urlencoded" }],
  ["no content type", commitBody({}), {}],
])("commit takes %s", async (_what, body, headers) => {
  expect(await asShop("POST", "/wxa/commit", body, headers)).toEqual({ errcode: 0, errmsg: "ok" });
});

test("a submission with null for whatever is not set is taken, and found by a number or text", async () => {
  const item: Reply = {
    address: null,
    tag: null,
    title: null,
    third_class: null,
    third_id: 0,
    ...(await shop.category()),
  };
  const ids = { first_id: String(item.first_id), second_id: String(item.second_id) };
  const answer = await shop.submit({
    item_list: [item, { ...item, ...ids, address: "/pages/index/index?a=1", tag: " 茶  点单 " }],
    preview_info: { pic_id_list: null, video_id_list: [] },
    version_desc: null,
    feedback_info: null,
    feedback_stuff: "",
    ugc_declare: null,
    privacy_api_not_use: false,
    order_path: null,
  });
  expect(answer).toEqual({ errcode: 0, errmsg: "ok", auditid: expect.any(Number) });
  const { auditid } = answer;
  for (const [method, query, body] of [
    ["POST", "", JSON.stringify({ auditid })],
    ["POST", "", JSON.stringify({ auditid: String(auditid) })],
    ["GET", `?auditid=${auditid}`, ""],
  ] as const) {
    expect((await asShop(method, `/wxa/get_auditstatus${query}`, body)).status).toBe(2);
  }
  expect((await shop.call("/wxa/speedupaudit", { auditid: String(auditid) })).errcode).toBe(0);
  expect((await shop.call("/wxa/undocodeaudit")).errcode).toBe(0);
  // PHP makes empty lists of empty objects.
  expect((await shop.submit({ preview_info: [], ugc_declare: [] })).errcode).toBe(0);
  expect((await shop.call("/wxa/undocodeaudit")).errcode).toBe(0);
});

test("a rollback takes an empty app_version for none, and refuses what is no number or no action", async () => {
  const { version_list } = await shop.call("/wxa/revertcoderelease?action=get_history_version&app_version=");
  expect(version_list.length).toBeGreaterThan(0);
  expect((await shop.call("/wxa/revertcoderelease?app_version=abc")).errcode).toBe(40097);
  expect((await shop.call("/wxa/revertcoderelease?action=other")).errcode).toBe(40097);
  expect((await shop.call("/wxa/revertcoderelease?action=&app_version=")).errcode).toBe(0);
});

test("other ids and flags come as numbers or digits, and unused ones as null", async () => {
  const { draft_list } = await sim.platform.call("/wxa/gettemplatedraftlist");
  const upload = { draft_id: String(draft_list[0].draft_id), template_type: "0" };
  expect((await sim.platform.call("/wxa/addtotemplate", upload)).errcode).toBe(0);
  const { template_list } = await sim.platform.call("/wxa/gettemplatelist");
  const template_id = String(template_list.at(-1).template_id);
  expect((await sim.platform.call("/wxa/deletetemplate", { template_id })).errcode).toBe(0);
  expect((await shop.call("/wxa/changewxasearchstatus", { status: "1" })).errcode).toBe(0);
  const { userstr } = await shop.call("/wxa/bind_tester", { wechatid: "lin_xiao01" });
  expect((await shop.call("/wxa/unbind_tester", { wechatid: null, userstr })).errcode).toBe(0);
  expect((await shop.call("/wxa/unbind_tester", { wechatid: "lin_xiao01", userstr: null })).errcode).toBe(85001);
});

test("the QR code is a picture to be saved under a name", async () => {
  const response = await fetch(
    `${sim.url}/wxa/get_qrcode?access_token=${shop.token}&path=pages%2Findex%2Findex%3Fa%3D1`,
  );
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "image/jpeg",
    "content-disposition": 'attachment; filename="QRCode.jpg"',
    "cache-control": "no-cache, must-revalidate",
  });
});

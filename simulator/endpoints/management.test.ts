import { afterEach, beforeEach, expect, test } from "vitest";
import { principalAt } from "../seed/principals.ts";
import { type ComponentClient, type MerchantClient, startTestSimulator } from "../testing.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let platform: ComponentClient;
let shop: MerchantClient;

beforeEach(async () => {
  sim = await startTestSimulator({ settings: { rejectRate: 0, delayRate: 0 } });
  platform = await sim.component();
  const company = (index: number) => principalAt(sim.world.seed, sim.world.accounts[index]?.principal ?? 0).type === 1;
  shop = await sim.merchant(platform, sim.fresh("mini_program", company)[0] as string);
});
afterEach(() => sim.close());

const upload = async (path: string, bytes: Buffer, name = "a.png") => {
  const form = new FormData();
  form.append("media", new Blob([new Uint8Array(bytes)]), name);
  const response = await fetch(`${sim.url}${path}?access_token=${shop.token}`, { method: "POST", body: form });
  return (await response.json()) as Record<string, unknown>;
};
const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(100)]);

test("server domains: only registered ones, or any directly, with scheme and filing", async () => {
  const modify = (name: string, body: Record<string, unknown>) => shop.call(`/wxa/${name}`, body);
  expect((await modify("modify_domain", { action: "add", requestdomain: ["https://else.cn"] })).errcode).toBe(85018);
  const added = await modify("modify_domain", {
    action: "add",
    requestdomain: ["https://api.yunqi-demo.cn", "http://x.cn"],
  });
  expect(added).toMatchObject({
    errcode: 0,
    requestdomain: ["https://api.yunqi-demo.cn"],
    invalid_requestdomain: ["http://x.cn"],
  });
  expect((await modify("modify_domain", { action: "add", requestdomain: ["https://api.yunqi-demo.cn"] })).errcode).toBe(
    85017,
  );
  expect((await modify("modify_domain", { action: "add", wsrequestdomain: ["wss://https://a.cn"] })).errcode).toBe(
    85301,
  );
  const direct = await modify("modify_domain_directly", {
    action: "set",
    requestdomain: ["https://else.cn", "https://a.test"],
  });
  expect(direct).toMatchObject({ requestdomain: ["https://else.cn"], no_icp_domain: ["https://a.test"] });
  const effective = async () => (await modify("get_effective_domain", {})).effective_domain.requestdomain;
  expect(await effective()).not.toContain("https://else.cn");
  await shop.call("/wxa/commit", { template_id: 0, user_version: "1", user_desc: "", ext_json: "{}" });
  expect(await effective()).toContain("https://else.cn");
});

test("web-view domains come from the platform, and the platform's are kept by its own token", async () => {
  const set = (body: Record<string, unknown>) => shop.call("/wxa/setwebviewdomain", body);
  expect((await set({})).webviewdomain).toEqual(["https://m.yunqi-demo.cn"]);
  expect((await set({ action: "add", webviewdomain: ["https://m.yunqi-demo.cn"] })).errcode).toBe(89019);
  expect((await set({ action: "add", webviewdomain: ["https://else.cn"] })).errcode).toBe(89021);
  const jump = await platform.call("/cgi-bin/component/modify_wxa_jump_domain", {
    action: "add",
    wxa_jump_h5_domain: "else.cn;no_host",
    is_modify_published_together: true,
  });
  expect(jump).toMatchObject({
    published_wxa_jump_h5_domain: "m.yunqi-demo.cn;else.cn",
    invalid_wxa_jump_h5_domain: "no_host",
  });
  expect((await set({ action: "add", webviewdomain: ["https://else.cn"] })).errcode).toBe(0);
});

test("testers are bound once, listed by userstr and unbound by it", async () => {
  const bind = (wechatid: string) => shop.call("/wxa/bind_tester", { wechatid });
  const { userstr } = await bind("lin_xiao01");
  expect((await bind("lin_xiao01")).errcode).toBe(85004);
  expect((await bind("x")).errcode).toBe(85001);
  const members = async () => (await shop.call("/wxa/memberauth", { action: "get_experiencer" })).members;
  expect(await members()).toContainEqual({ userstr });
  expect((await shop.call("/wxa/unbind_tester", { userstr })).errcode).toBe(0);
  expect(await members()).not.toContainEqual({ userstr });
  for (let nth = (await members()).length; nth < 60; nth++) await bind(`tester_${nth}`);
  expect((await bind("one_too_many")).errcode).toBe(85002);
});

test("the privacy guide is checked and goes live with a release", async () => {
  const set = (body: Record<string, unknown>) => shop.call("/cgi-bin/component/setprivacysetting", body);
  const owner = { contact_email: "a@b.cn", notice_method: "弹窗" };
  const list = ["UserInfo", "PhoneNumber", "Address"].map((privacy_key) => ({ privacy_key, privacy_text: "会员" }));
  expect((await set({ privacy_ver: 3, owner_setting: owner })).errcode).toBe(86071);
  expect((await set({ owner_setting: { notice_method: "弹窗" }, setting_list: list })).errcode).toBe(86069);
  const forever = { ...owner, store_expire_timestamp: "forever" };
  expect((await set({ owner_setting: forever, setting_list: list })).errcode).toBe(86072);
  expect((await set({ owner_setting: owner, setting_list: list })).errcode).toBe(0);
  const get = () => shop.call("/cgi-bin/component/getprivacysetting", {});
  expect(await get()).toMatchObject({ code_exist: 0, owner_setting: owner });
  await shop.call("/wxa/commit", { template_id: 0, user_version: "1", user_desc: "", ext_json: "{}" });
  expect(await get()).toMatchObject({ code_exist: 1, privacy_list: ["UserInfo", "PhoneNumber", "Address"] });
});

test("a privacy interface is applied for and granted after its review", async () => {
  const api_name = "wx.chooseLocation";
  const apply = () => shop.call("/wxa/security/apply_privacy_interface", { api_name, content: "选择门店" });
  expect((await apply()).audit_id).toBeGreaterThan(0);
  expect((await apply()).errcode).toBe(40097);
  const status = async () =>
    (await shop.call("/wxa/security/get_privacy_interface")).interface_list.find(
      (one: { api_name: string }) => one.api_name === api_name,
    ).status;
  expect(await status()).toBe(3);
  await sim.send("/_sim/clock/advance", { seconds: 30 });
  expect(await status()).toBe(5);
});

test("a name is checked, reviewed and then shown everywhere", async () => {
  expect((await shop.call("/cgi-bin/wxverify/checkwxverifynickname", { nick_name: "微信茶馆" })).errcode).toBe(53012);
  expect((await shop.call("/wxa/setnickname", { nick_name: "!" })).errcode).toBe(53010);
  const { audit_id } = await shop.call("/wxa/setnickname", { nick_name: "虎符示例茶馆" });
  const query = () => shop.call("/wxa/api_wxa_querynickname", { audit_id });
  expect((await query()).audit_stat).toBe(1);
  await sim.send("/_sim/clock/advance", { seconds: 30 });
  expect((await query()).audit_stat).toBe(3);
  const { nickname, nickname_info } = await shop.call("/cgi-bin/account/getaccountbasicinfo", {});
  expect(nickname).toBe("虎符示例茶馆");
  expect(nickname_info.modify_used_count).toBe(1);
  const info = await platform.post("api_get_authorizer_info", { authorizer_appid: shop.appid });
  expect(info.authorizer_info.nick_name).toBe("虎符示例茶馆");
});

test("introduction and picture change a few times a month", async () => {
  const sign = (signature: string) => shop.call("/cgi-bin/account/modifysignature", { signature });
  for (let nth = 0; nth < 5; nth++) expect((await sign(`每日现做 ${nth}`)).errcode).toBe(0);
  expect((await sign("再改一次")).errcode).toBe(53200);
  const head = (head_img_media_id: string) => shop.call("/cgi-bin/account/modifyheadimage", { head_img_media_id });
  expect((await head("none")).errcode).toBe(40007);
  const { media_id } = await upload("/cgi-bin/media/upload", PNG);
  expect((await head(String(media_id))).errcode).toBe(0);
});

test("categories need certificates, keep their limits, and feed the review items", async () => {
  const add = (...categories: Record<string, unknown>[]) => shop.call("/cgi-bin/wxopen/addcategory", { categories });
  const own = async () => (await shop.call("/cgi-bin/wxopen/getcategory")).categories;
  const [first] = await own();
  expect(
    (await add({ first: first.first, second: first.second, certicates: [{ key: "a", value: "b" }] })).errcode,
  ).toBe(53304);
  expect((await add({ first: 882, second: 1 })).errcode).toBe(53303);
  expect((await add({ first: 8, second: 39 })).errcode).toBe(53311);
  expect((await add({ first: 8, second: 39, certicates: [{ key: "a", value: "m" }] })).errcode).toBe(0);
  expect((await own()).find((one: { second: number }) => one.second === 39).audit_status).toBe(1);
  expect((await shop.call("/cgi-bin/wxopen/deletecategory", { first: 8, second: 39 })).errcode).toBe(53308);
  await sim.send("/_sim/clock/advance", { seconds: 30 });
  const listed = (await shop.call("/wxa/get_category")).category_list.map(
    (one: { second_id: number }) => one.second_id,
  );
  expect(listed).toContain(39);
});

test("uploads are told by their bytes and sizes", async () => {
  expect(await upload("/wxa/uploadmedia", PNG)).toMatchObject({ errcode: 0, type: "image" });
  expect((await upload("/wxa/uploadmedia", Buffer.from("text"))).errcode).toBe(40005);
  expect((await upload("/wxa/uploadmedia", Buffer.concat([PNG, Buffer.alloc(2_100_000)]))).errcode).toBe(40006);
});

test("fast registration queues, tells its state and ends in a new account", async () => {
  const company = {
    name: "杭州虎符茶业有限公司",
    code: "91330106MA2CFHXX0A",
    code_type: 1,
    legal_persona_wechat: "lin_xiao01",
    legal_persona_name: "林晓",
  };
  const call = (action: string, body = company) =>
    platform.call(`/cgi-bin/component/fastregisterweapp?action=${action}`, body as unknown as Record<string, unknown>);
  expect((await call("search")).errcode).toBe(89250);
  expect((await call("create", { ...company, code: "123" })).errcode).toBe(89255);
  expect((await call("create")).errcode).toBe(0);
  expect((await call("create")).errcode).toBe(89249);
  expect((await call("search")).errcode).toBe(89251);
  const before = sim.world.accounts.length;
  await sim.send("/_sim/clock/advance", { seconds: 30 });
  expect((await call("search")).status).toBe(0);
  expect(sim.world.accounts.length).toBe(before + 1);
});

test("visit status, search status and base library are kept", async () => {
  expect((await shop.call("/wxa/change_visitstatus", { action: "shut" })).errcode).toBe(85022);
  await shop.call("/wxa/change_visitstatus", { action: "close" });
  expect((await shop.call("/wxa/getvisitstatus", {})).status).toBe(0);
  await shop.call("/wxa/changewxasearchstatus", { status: 1 });
  expect((await shop.call("/wxa/getwxasearchstatus")).status).toBe(1);
  expect((await shop.call("/cgi-bin/wxopen/setweappsupportversion", { version: "3" })).errcode).toBe(89014);
  await shop.call("/cgi-bin/wxopen/setweappsupportversion", { version: "3.6.6" });
  expect((await shop.call("/cgi-bin/wxopen/getweappsupportversion", {})).now_version).toBe("3.6.6");
});

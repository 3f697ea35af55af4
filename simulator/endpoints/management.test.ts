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

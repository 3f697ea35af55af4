import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type Shop, type Shops, startShops } from "./endpoints/testing.ts";
import { type Received, startReceiver } from "./testing.ts";

let sim: Shops;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let shop: Shop;

beforeAll(async () => {
  receiver = await startReceiver(() => sim.world.platforms[0] as (typeof sim.world.platforms)[number]);
  sim = await startShops();
  await sim.send(`/_sim/platforms/${sim.platform.appid}`, { messages_url: `${receiver.url}/messages/$APPID$` });
});
afterAll(async () => {
  await sim.close();
  await receiver.close();
});
beforeEach(async () => {
  receiver.received.length = 0;
  await sim.send("/_sim/settings", { rejectRate: 0 });
  shop = await sim.next();
});

const arrived = (event: string): Promise<Received> =>
  vi.waitFor(() => {
    const found = receiver.received.find((one) => one.fields.Event === event);
    if (!found) throw new Error(`${event} has not arrived`);
    return found;
  }, 10_000);
/** Checks what every event to an account carries, and gives what this one adds, in its order. */
const extrasOf = ({ path, fields, signed }: Received) => {
  const { ToUserName, FromUserName, CreateTime, MsgType, Event, ...extras } = fields;
  expect(Object.keys(fields).slice(0, 5)).toEqual(["ToUserName", "FromUserName", "CreateTime", "MsgType", "Event"]);
  expect(ToUserName).toMatch(/^gh_[0-9a-f]{12}$/);
  expect(FromUserName).toMatch(/^o[\w-]{27}$/);
  expect(Number(CreateTime)).toBeGreaterThan(1_700_000_000);
  expect({ MsgType, path, signed }).toEqual({ MsgType: "event", path: `/messages/${shop.appid}`, signed: true });
  return extras;
};
const submitted = async () => {
  await shop.commit();
  return (await shop.submit()).auditid as number;
};
const latest = () => shop.call("/wxa/get_latest_auditstatus");

test("an approval says when, and neither auditid nor appid", async () => {
  const auditid = await submitted();
  await sim.decide(auditid, "approve");
  const extras = extrasOf(await arrived("weapp_audit_success"));
  expect(extras).toEqual({ SuccTime: expect.stringMatching(/^\d{10}$/) });
  expect(await latest()).toEqual({
    errcode: 0,
    errmsg: "ok",
    auditid,
    status: 0,
    user_version: "2.7.1",
    user_desc: "自提点",
    submit_audit_time: expect.any(Number),
  });
});

test("a rejection brings the reason with its <br> and the screenshots, as the status has them in both spellings", async () => {
  const auditid = await submitted();
  await sim.decide(auditid, "reject");
  const received = await arrived("weapp_audit_fail");
  const extras = extrasOf(received);
  expect(Object.keys(extras)).toEqual(["Reason", "FailTime", "ScreenShot"]);
  expect(extras.Reason).toContain("<br>");
  expect(extras.ScreenShot).toMatch(/^[\w-]{64}\|[\w-]{64}$/);
  expect(received.xml).toContain("<Reason><![CDATA[");
  const status = await latest();
  expect(status).toMatchObject({ auditid, status: 1, reason: extras.Reason });
  expect([status.screenshot, status.ScreenShot]).toEqual([extras.ScreenShot, extras.ScreenShot]);
  expect(await shop.call("/wxa/get_auditstatus", { auditid })).toEqual({
    errcode: 0,
    errmsg: "ok",
    status: 1,
    reason: extras.Reason,
    screenshot: extras.ScreenShot,
  });
});

test("a delay brings its reason, and the approval follows", async () => {
  const auditid = await submitted();
  await sim.decide(auditid, "delay", "需要更多时间");
  expect(extrasOf(await arrived("weapp_audit_delay"))).toEqual({
    Reason: "需要更多时间",
    DelayTime: expect.stringMatching(/^\d{10}$/),
  });
  expect(await latest()).toMatchObject({ status: 4, reason: "需要更多时间" });
  await sim.advance(60);
  await arrived("weapp_audit_success");
  expect((await latest()).status).toBe(0);
});

test("a withdrawn review sends nothing, and stays withdrawn when its time comes", async () => {
  await submitted();
  await shop.call("/wxa/undocodeaudit");
  await sim.advance(60);
  const other = shop;
  shop = await sim.next();
  await sim.decide(await submitted(), "approve");
  await arrived("weapp_audit_success");
  expect(receiver.received.map((one) => one.path)).toEqual([`/messages/${shop.appid}`]);
  expect((await other.call("/wxa/get_latest_auditstatus")).status).toBe(3);
});

test.each([
  [0, "3", ""],
  [1, "2", "名称与小程序提供的服务不符，请修改后重新提交"],
])("with a rejection rate of %i a name's review ends in ret %s", async (rejectRate, ret, reason) => {
  await sim.send("/_sim/settings", { rejectRate });
  const nickname = `虎符茶馆第${ret}家`;
  const { audit_id, wording } = await shop.call("/wxa/setnickname", { nick_name: nickname });
  expect(wording).toBe("");
  await sim.advance(60);
  expect(extrasOf(await arrived("wxa_nickname_audit"))).toEqual({ ret, nickname, reason });
  expect(await shop.call("/wxa/api_wxa_querynickname", { audit_id: String(audit_id) })).toEqual({
    errcode: 0,
    errmsg: "ok",
    nickname,
    audit_stat: Number(ret),
    fail_reason: reason,
    create_time: expect.any(Number),
    audit_time: expect.any(Number),
  });
});

test.each([
  [0, "3"],
  [1, "2"],
])("with a rejection rate of %i a category's review ends in ret %s", async (rejectRate, ret) => {
  await sim.send("/_sim/settings", { rejectRate });
  const categories = [{ first: 8, second: 39, certicates: [{ key: "《许可证》", value: "m" }] }];
  expect((await shop.call("/cgi-bin/wxopen/addcategory", { categories })).errcode).toBe(0);
  await sim.advance(60);
  const { reason, ...extras } = extrasOf(await arrived("wxa_category_audit"));
  expect(extras).toEqual({ ret, first: "8", second: "39" });
  const { categories: own } = await shop.call("/cgi-bin/wxopen/getcategory");
  expect(own.find((one: { second: number }) => one.second === 39)).toMatchObject({
    audit_status: Number(ret),
    audit_reason: reason,
  });
});

test("an application for a privacy interface is answered in result_info", async () => {
  const { audit_id } = await shop.call("/wxa/security/apply_privacy_interface", {
    api_name: "wx.choosePoi",
    content: "选择门店",
    url_list: null,
    pic_list: [],
    video_list: [],
  });
  await sim.advance(60);
  const { xml } = await arrived("wxa_privacy_apply");
  const info = /<result_info>(.*)<\/result_info>/.exec(xml)?.[1] ?? "";
  const names = [...info.matchAll(/<(\w+)>/g)].map(([, name]) => name);
  expect(names).toEqual(["api_name", "apply_time", "audit_id", "audit_time", "reason", "status"]);
  expect(info).toContain(`<audit_id>${audit_id}</audit_id>`);
  expect(info).toContain("<status>5</status>");
});

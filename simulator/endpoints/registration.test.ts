import { afterEach, beforeEach, expect, test } from "vitest";
import { type ComponentClient, eventually, startReceiver, startTestSimulator } from "../testing.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let platform: ComponentClient;

beforeEach(async () => {
  sim = await startTestSimulator({ settings: { rejectRate: 0 } });
  const [first] = sim.world.platforms;
  if (!first) throw new Error("no platform");
  receiver = await startReceiver(() => first);
  await sim.send(`/_sim/platforms/${first.appid}`, { events_url: receiver.url });
  platform = await sim.component();
});
afterEach(async () => {
  await sim.close();
  await receiver.close();
});

const event = (infoType: string) =>
  eventually(() => {
    const found = receiver.received.findLast((one) => one.fields.InfoType === infoType);
    if (!found) throw new Error(`no ${infoType} yet`);
    return found;
  });
const confirm = () => sim.send("/_sim/clock/advance", { seconds: 30 });

const company = {
  name: "杭州虎符茶业有限公司",
  code: "91330106MA2CFHXX0A",
  code_type: 1,
  legal_persona_wechat: "lin_xiao01",
  legal_persona_name: "林晓",
  component_phone: "057100000000",
};
const enterprise = (action: string, body: Record<string, unknown> = company) =>
  platform.call(`/cgi-bin/component/fastregisterweapp?action=${action}`, body);

test("a company's registration ends in an event with appid, auth_code and what was submitted", async () => {
  expect(await enterprise("create")).toEqual({ errcode: 0, errmsg: "ok" });
  await confirm();
  const { fields, xml, path } = await event("notify_third_fasteregister");
  expect(path).toBe("/");
  expect(fields).toMatchObject({
    AppId: platform.appid,
    appid: expect.stringMatching(/^wx[0-9a-f]{16}$/),
    status: "0",
    auth_code: expect.stringMatching(/^queryauthcode@@@[\w-]{86}$/),
    msg: "OK",
  });
  const text = (name: string, value: string) => `<${name}><![CDATA[${value}]]></${name}>`;
  expect(xml).toContain(
    `<info>${text("name", company.name)}${text("code", company.code)}<code_type>1</code_type>` +
      `${text("legal_persona_wechat", "lin_xiao01")}${text("legal_persona_name", "林晓")}` +
      `${text("component_phone", "057100000000")}</info>`,
  );
  const { authorization_info } = await platform.post("api_query_auth", { authorization_code: fields.auth_code });
  expect(authorization_info.authorizer_appid).toBe(fields.appid);
  const info = await platform.post("api_get_authorizer_info", { authorizer_appid: fields.appid });
  expect(info.authorizer_info).toMatchObject({
    principal_name: company.name,
    register_type: 6,
    verify_type_info: { id: -1 },
    account_status: 1,
  });
});

test("a registration that nobody confirms ends in an event without appid and auth_code", async () => {
  await sim.send("/_sim/settings", { rejectRate: 1 });
  await enterprise("create");
  await confirm();
  const { fields } = await event("notify_third_fasteregister");
  expect(Object.keys(fields)).toEqual(["AppId", "CreateTime", "InfoType", "status", "msg", "info"]);
  expect(fields.status).toBe("100002");
  expect((await enterprise("search")).status).toBe(100_002);
});

test("a search follows the task: 89250 before, 89251 face check, 89252 checking, then done", async () => {
  expect((await enterprise("search")).errcode).toBe(89250);
  await enterprise("create");
  expect((await enterprise("search")).errcode).toBe(89251);
  await sim.send("/_sim/clock/advance", { seconds: 12 });
  expect((await enterprise("search")).errcode).toBe(89252);
  await confirm();
  expect(await enterprise("search")).toEqual({ errcode: 0, errmsg: "ok", status: 0 });
});

test("one company has one task at a time, and each platform sees only its own", async () => {
  await enterprise("create");
  const another = { ...company, legal_persona_wechat: "lin_xiao02" };
  expect((await enterprise("create", another)).errcode).toBe(89249);
  expect((await enterprise("search", another)).errcode).toBe(89250);
  platform = await sim.component(1);
  expect((await enterprise("search")).errcode).toBe(89250);
  expect((await enterprise("create")).errcode).toBe(0);
});

test("a platform without the sets for Mini Programs gets 89254", async () => {
  await sim.send(`/_sim/platforms/${platform.appid}`, { func_ids: [1, 24] });
  expect((await enterprise("create")).errcode).toBe(89254);
});

test("a person's registration has a task of its own and the same event", async () => {
  const path = "/wxa/component/fastregisterpersonalweapp";
  const person = { idname: "林晓", wxuser: "lin_xiao01", component_phone: "057100000000" };
  const { taskid, authorize_url, status } = await platform.call(`${path}?action=create`, person);
  expect(authorize_url).toMatch(/^http/);
  expect(status).toBe(1);
  await confirm();
  const { fields, xml } = await event("notify_third_fasteregister");
  expect(xml).toContain("<info><wxuser><![CDATA[lin_xiao01]]></wxuser><idname><![CDATA[林晓]]></idname>");
  expect((await platform.call(`${path}?action=query`, { taskid })).status).toBe(0);
  expect((await platform.call(`${path}?action=query`, { taskid: "none" })).errcode).toBe(89250);
  const info = await platform.post("api_get_authorizer_info", { authorizer_appid: fields.appid });
  expect(info.authorizer_info.register_type).toBe(16);
});

test("a trial's event names the unique_id that the call returned", async () => {
  const trial = { name: "虎符试用", openid: "oA1b2C3d4E5f6G7h8I9j0K1l2M3n" };
  const { unique_id } = await platform.call("/wxa/component/fastregisterbetaweapp", trial);
  await confirm();
  const { fields, xml } = await event("notify_third_fastregisterbetaapp");
  expect(fields.appid).toMatch(/^wx/);
  expect(xml).toContain(`<unique_id><![CDATA[${unique_id}]]></unique_id>`);
});

import { describe, expect, test } from "vitest";
import { readEvent } from "./xml.ts";

type Fields = { [name: string]: string | number | Fields | (string | Fields)[] };

const toAccount = {
  ToUserName: "gh_0a1b2c3d4e5f",
  FromUserName: "oSystem-01",
  CreateTime: 1700000000,
  MsgType: "event",
};
const toPlatform = { AppId: "wx00000000000000c0", CreateTime: 1700000000 };
const code = { AuthorizationCode: "queryauthcode@@@a_b-c", AuthorizationCodeExpiredTime: 1700003600 };
const company = {
  name: "早茶 & <点心> 有限公司",
  code: "91000000TEA0000001",
  code_type: 1,
  legal_persona_wechat: "boss",
};

/** Every event that wechat-wire.md names, with the fields it names, and those that SDKs also read. */
const events: Record<string, Fields> = {
  component_verify_ticket: {
    ...toPlatform,
    InfoType: "component_verify_ticket",
    ComponentVerifyTicket: "ticket@@@a-b_c",
  },
  authorized: {
    ...toPlatform,
    InfoType: "authorized",
    AuthorizerAppid: "wxA",
    ...code,
    PreAuthCode: "preauthcode@@@x",
  },
  updateauthorized: { ...toPlatform, InfoType: "updateauthorized", AuthorizerAppid: "wxA", ...code, PreAuthCode: "p" },
  unauthorized: { ...toPlatform, InfoType: "unauthorized", AuthorizerAppid: "wxA" },
  "notify_third_fasteregister of a company": {
    ...toPlatform,
    InfoType: "notify_third_fasteregister",
    appid: "wx0000000000000013",
    status: 0,
    auth_code: "queryauthcode@@@n",
    msg: "OK",
    info: { ...company, legal_persona_name: "林", component_phone: "" },
  },
  "notify_third_fasteregister that failed": {
    ...toPlatform,
    InfoType: "notify_third_fasteregister",
    status: -1,
    msg: "企业与法人姓名不一致",
    info: { ...company, legal_persona_name: "林" },
  },
  "notify_third_fasteregister of a person": {
    ...toPlatform,
    InfoType: "notify_third_fasteregister",
    appid: "wx0000000000000014",
    status: 0,
    auth_code: "queryauthcode@@@n",
    msg: "OK",
    info: { wxuser: "lin", idname: "林", component_phone: "" },
  },
  weapp_audit_success: { ...toAccount, Event: "weapp_audit_success", SuccTime: 1700000001 },
  weapp_audit_fail: {
    ...toAccount,
    Event: "weapp_audit_fail",
    Reason: "1:页面打不开<br>2:类目不符<br>",
    FailTime: 1700000001,
    ScreenShot: "m1|m2",
  },
  weapp_audit_delay: { ...toAccount, Event: "weapp_audit_delay", Reason: "提审较多，请等待", DelayTime: 1700000001 },
  wxa_nickname_audit: { ...toAccount, Event: "wxa_nickname_audit", ret: 2, nickname: "早茶铺", reason: "重名" },
  wxa_category_audit: { ...toAccount, Event: "wxa_category_audit", ret: 3, first: 220, second: 922, reason: "" },
  wxa_privacy_apply: {
    ...toAccount,
    Event: "wxa_privacy_apply",
    result_info: {
      api_name: "wx.choosePoi",
      apply_time: 1700000001,
      audit_id: "9007199254740993",
      audit_time: 1700000002,
      reason: "场景不足",
      status: 2,
    },
  },
  wxa_appeal_record: {
    ...toAccount,
    Event: "wxa_appeal_record",
    appeal_record_id: 41,
    material: [
      {
        illegal_material: { content: "一", content_url: "https://a.example/?x=1&y=2" },
        appeal_material: { proof_material_id: ["p1", "p2"] },
      },
      { illegal_material: { content: "二", content_url: "" }, appeal_material: { proof_material_id: "p3" } },
    ],
  },
  debug_demo: { ...toAccount, Event: "debug_demo", debug_str: "hello world" },
  "the release check's text": {
    ...toAccount,
    MsgType: "text",
    Content: "TESTCOMPONENT_MSG_TYPE_TEXT",
    MsgId: "6100000000000000001",
  },
  LOCATION: {
    ...toAccount,
    Event: "LOCATION",
    Latitude: "23.137466",
    Longitude: "113.352425",
    Precision: "119.385040",
  },
};

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const layouts: Record<string, { wrap: (text: string) => string; between: string; empty: (name: string) => string }> = {
  "all in CDATA": {
    wrap: (text) => `<![CDATA[${text}]]>`,
    between: "\n",
    empty: (name) => `<${name}><![CDATA[]]></${name}>`,
  },
  "without CDATA": { wrap: escaped, between: "", empty: (name) => `<${name}/>` },
  "numbers bare, CRLF and tabs between": {
    wrap: (text) => (/^-?\d+$/.test(text) ? ` ${text}\r\n` : `\r\n\t<![CDATA[${text}]]>\r\n`),
    between: "\r\n\t",
    empty: (name) => `<${name} ></${name} >`,
  },
};

function write(name: string, value: Fields[string], layout: (typeof layouts)[string]): string {
  if (Array.isArray(value)) return value.map((item) => write(name, item, layout)).join(layout.between);
  if (value === "") return layout.empty(name);
  if (typeof value !== "object") return `<${name}>${layout.wrap(String(value))}</${name}>`;
  const inner = Object.entries(value).map(([child, item]) => layout.between + write(child, item, layout));
  return `<${name}>${inner.join("")}${layout.between}</${name}>`;
}

const asText = (fields: Fields): unknown =>
  JSON.parse(JSON.stringify(fields, (_name, value) => (typeof value === "number" ? String(value) : value)));

describe.each(Object.keys(layouts))("events %s", (name) => {
  const layout = layouts[name] as (typeof layouts)[string];

  test.each(Object.keys(events))("%s is read with every field, nested ones and lists too", (event) => {
    const fields = events[event] as Fields;
    const xml = write("xml", fields, layout);
    expect(JSON.parse(JSON.stringify(readEvent(xml)))).toEqual(asText(fields));
    const declared = `\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n${xml}\r\n`;
    expect(readEvent(declared)).toEqual(readEvent(xml));
  });
});

test("CDATA may be split around its own end mark, and stands beside bare text", () => {
  const event = readEvent("<xml><Reason><![CDATA[a]]]]><![CDATA[>b]]></Reason><Mixed>1<![CDATA[<2>]]>3</Mixed></xml>");
  expect({ ...event }).toEqual({ Reason: "a]]>b", Mixed: "1<2>3" });
});

test("names that differ only in their letters' case are two fields", () => {
  const event = readEvent("<xml><AppId>wxC</AppId><appid>wxA</appid></xml>");
  expect({ ...event }).toEqual({ AppId: "wxC", appid: "wxA" });
});

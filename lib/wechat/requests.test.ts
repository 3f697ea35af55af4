import { afterAll, beforeAll, expect, test } from "vitest";
import * as wechat from "./index.ts";
import { type SeenRequest, startSampleServer, testClient } from "./testing.ts";

const C = { componentAppId: "wxC", componentToken: "91_c" };
const A = { accountToken: "90_a" };
const appId = "wxA";
const name = { nick_name: "早茶铺" };
const five = { requestdomain: ["https://a.cn"], wsrequestdomain: ["wss://a.cn"], udpdomain: ["udp://a.cn"] };
const ours = { request: ["https://a.cn"], wsRequest: ["wss://a.cn"], udp: ["udp://a.cn"] };
const company = { name: "早茶", legal_persona_wechat: "boss", legal_persona_name: "林" };
const person = { name: "早茶", legalPersonWechat: "boss", legalPersonName: "林" };
const papers = [{ key: "《许可证》", value: "media-1" }];
const choice = { firstId: 220, secondId: 922, certificates: papers };
const chosen = { first: 220, second: 922, certicates: papers };
const target = { component_appid: "wxC", authorizer_appid: appId };

type Expected = { body?: unknown; query?: Record<string, string> };
// biome-ignore lint/suspicious/noExplicitAny: calls of every kind, each already checked against its own input
type AnyCall = wechat.Call<any, unknown>;
type Tokens = { accountToken?: string; componentToken?: string };

function sends<Input>(call: wechat.Call<Input, unknown>, input: NoInfer<Input>, expected: Expected) {
  return { name: call.endpoint.name, call: call as AnyCall, input: input as Tokens, expected };
}

/** What each call with parameters sends besides its token, in WeChat's names, spellings and types. */
const sent = [
  sends(
    wechat.startTicketPush,
    { componentAppId: "wxC", appSecret: "s" },
    { body: { component_appid: "wxC", component_secret: "s" } },
  ),
  sends(
    wechat.fetchComponentToken,
    { componentAppId: "wxC", appSecret: "s", ticket: "ticket@@@t" },
    { body: { component_appid: "wxC", component_appsecret: "s", component_verify_ticket: "ticket@@@t" } },
  ),
  sends(wechat.createPreAuthCode, C, { body: { component_appid: "wxC" } }),
  sends(
    wechat.queryAuthorization,
    { ...C, authorizationCode: "q@@@" },
    { body: { component_appid: "wxC", authorization_code: "q@@@" } },
  ),
  sends(
    wechat.refreshAccountToken,
    { ...C, appId, refreshToken: "r@@@" },
    { body: { ...target, authorizer_refresh_token: "r@@@" } },
  ),
  sends(wechat.getAccountInfo, { ...C, appId }, { body: target }),
  sends(
    wechat.listAccounts,
    { ...C, offset: 500, count: 500 },
    { body: { component_appid: "wxC", offset: 500, count: 500 } },
  ),
  sends(
    wechat.getAccountOption,
    { ...A, componentAppId: "wxC", appId, name: "voice_recognize" },
    { body: { ...target, option_name: "voice_recognize" } },
  ),
  sends(
    wechat.setAccountOption,
    { ...C, appId, name: "location_report", value: "2" },
    { body: { ...target, option_name: "location_report", option_value: "2" } },
  ),
  sends(wechat.createOpenAccount, A, { body: {} }),
  sends(wechat.createOpenAccount, { ...A, appId }, { body: { appid: appId } }),
  sends(wechat.bindOpenAccount, { ...A, openAppId: "wxB", appId }, { body: { open_appid: "wxB", appid: appId } }),
  sends(wechat.unbindOpenAccount, { ...A, openAppId: "wxB" }, { body: { open_appid: "wxB" } }),
  sends(wechat.getOpenAccount, { ...A, appId }, { body: { appid: appId } }),
  sends(wechat.addToTemplateLibrary, { ...C, draftId: "0" }, { body: { draft_id: 0 } }),
  sends(wechat.listTemplates, { ...C, templateType: 0 }, { query: { template_type: "0" } }),
  sends(wechat.deleteTemplate, { ...C, templateId: "0" }, { body: { template_id: 0 } }),
  sends(
    wechat.commitCode,
    { ...A, templateId: "47", extJson: '{"extEnable":true}', userVersion: "1.8.0", userDesc: "春" },
    { body: { template_id: 47, ext_json: '{"extEnable":true}', user_version: "1.8.0", user_desc: "春" } },
  ),
  sends(wechat.getTrialQrCode, { ...A, path: "pages/a?b=1&c=茶" }, { query: { path: "pages/a?b=1&c=茶" } }),
  sends(wechat.getReviewStatus, { ...A, auditId: "520013140" }, { body: { auditid: 520013140 } }),
  sends(wechat.speedUpReview, { ...A, auditId: "520013140" }, { body: { auditid: 520013140 } }),
  sends(wechat.getCodeHistory, A, { query: { action: "get_history_version" } }),
  sends(wechat.revertCode, { ...A, appVersion: "12" }, { query: { app_version: "12" } }),
  sends(
    wechat.startGrayRelease,
    { ...A, percentage: 0, debuggersFirst: true, testersFirst: false },
    { body: { gray_percentage: 0, support_debuger_first: true, support_experiencer_first: false } },
  ),
  sends(wechat.setVisitStatus, { ...A, open: false }, { body: { action: "close" } }),
  sends(wechat.setSupportVersion, { ...A, version: "2.30.0" }, { body: { version: "2.30.0" } }),
  sends(wechat.modifyServerDomains, { ...A, action: "set", domains: ours }, { body: { action: "set", ...five } }),
  sends(wechat.modifyServerDomainsDirectly, { ...A, action: "get" }, { body: { action: "get" } }),
  sends(wechat.modifyWebDomains, A, { body: {} }),
  sends(
    wechat.modifyWebDomainsDirectly,
    { ...A, action: "add", domains: ["https://h.cn"] },
    { body: { action: "add", webviewdomain: ["https://h.cn"] } },
  ),
  sends(wechat.setPrefetchDomains, { ...A, urls: ["p.cn"] }, { body: { prefetch_dns_domain: [{ url: "p.cn" }] } }),
  sends(
    wechat.modifyPlatformWebDomains,
    { ...C, action: "delete", domains: ["a.cn", "b.cn"], publishedToo: false },
    { body: { action: "delete", wxa_jump_h5_domain: "a.cn;b.cn", is_modify_published_together: false } },
  ),
  sends(wechat.bindTester, { ...A, wechatId: "lin" }, { body: { wechatid: "lin" } }),
  sends(wechat.unbindTester, { ...A, wechatId: "lin" }, { body: { wechatid: "lin" } }),
  sends(wechat.getPrivacySetting, { ...A, version: 1 }, { body: { privacy_ver: 1 } }),
  sends(
    wechat.applyPrivacyInterface,
    { ...A, apiName: "wx.choosePoi", content: "选门店", urls: ["u"], pictureIds: ["p"], videoIds: [] },
    { body: { api_name: "wx.choosePoi", content: "选门店", url_list: ["u"], pic_list: ["p"], video_list: [] } },
  ),
  sends(wechat.getBasicInfo, A, { body: {} }),
  sends(
    wechat.setNickName,
    { ...A, nickName: "早茶铺", license: "m1", otherStuff: ["m2", "m3"] },
    { body: { ...name, license: "m1", naming_other_stuff_1: "m2", naming_other_stuff_2: "m3" } },
  ),
  sends(wechat.checkNickName, { ...A, nickName: "早茶铺" }, { body: name }),
  sends(
    wechat.setHeadImage,
    { ...A, mediaId: "m", x2: 0.75, y2: 0.5 },
    { body: { head_img_media_id: "m", x1: "0", y1: "0", x2: "0.75", y2: "0.5" } },
  ),
  sends(wechat.setSignature, { ...A, signature: "早茶点单" }, { body: { signature: "早茶点单" } }),
  sends(wechat.getCategoriesByType, { ...A, verifyType: 1 }, { body: { verify_type: 1 } }),
  sends(wechat.addCategories, { ...A, categories: [choice] }, { body: { categories: [chosen] } }),
  sends(wechat.modifyCategory, { ...A, ...choice }, { body: chosen }),
  sends(wechat.deleteCategory, { ...A, firstId: 220, secondId: 922 }, { body: { first: 220, second: 922 } }),
  sends(wechat.setSearchStatus, { ...A, searchable: false }, { body: { status: 1 } }),
  sends(
    wechat.registerCompany,
    { ...C, ...person, code: "91000000TEA0000001", codeType: 1, componentPhone: "13000000000" },
    {
      query: { action: "create" },
      body: { ...company, code: "91000000TEA0000001", code_type: 1, component_phone: "13000000000" },
    },
  ),
  sends(wechat.findCompanyRegistration, { ...C, ...person }, { query: { action: "search" }, body: company }),
  sends(
    wechat.registerPerson,
    { ...C, name: "林", wechatId: "lin" },
    { query: { action: "create" }, body: { idname: "林", wxuser: "lin" } },
  ),
  sends(wechat.findPersonRegistration, { ...C, taskId: "t1" }, { query: { action: "query" }, body: { taskid: "t1" } }),
  sends(wechat.registerTrial, { ...C, name: "早茶", openId: "oA" }, { body: { name: "早茶", openid: "oA" } }),
  sends(wechat.registerFromOfficialAccount, { ...A, ticket: "t" }, { body: { ticket: "t" } }),
  sends(wechat.getApiQuota, { ...A, path: "/wxa/commit" }, { body: { cgi_path: "/wxa/commit" } }),
  sends(
    wechat.getCallByRid,
    { ...C, rid: "66b9f054-0a49f529-42583e39" },
    { body: { rid: "66b9f054-0a49f529-42583e39" } },
  ),
  sends(wechat.clearQuota, { ...A, appId }, { body: { appid: appId } }),
  sends(
    wechat.clearQuotaWithSecret,
    { componentAppId: "wxC", appSecret: "s", appId },
    { body: { component_appid: "wxC", appsecret: "s", appid: appId } },
  ),
  sends(
    wechat.sendCustomText,
    { ...A, openId: "oA", text: "好" },
    { body: { touser: "oA", msgtype: "text", text: { content: "好" } } },
  ),
];

const seen: SeenRequest[] = [];
let server: Awaited<ReturnType<typeof startSampleServer>>;
beforeAll(async () => {
  // No call can use this answer; what was sent is looked at before.
  server = await startSampleServer((request, response) => {
    seen.push(request);
    response.end('{"errcode":47001,"errmsg":"data format error"}');
  });
});
afterAll(() => server.close());

async function requestOf(call: AnyCall, input: Tokens): Promise<SeenRequest> {
  await call(testClient(server.url).client, input).catch(() => undefined);
  return seen.at(-1) ?? expect.fail("nothing was sent");
}

test.each(sent)("$name says in WeChat's words what it was given", async ({ call, input, expected }) => {
  const request = await requestOf(call, input);
  expect([request.method, request.path]).toEqual([call.endpoint.method, call.endpoint.path]);
  const { access_token: token, ...query } = Object.fromEntries(request.query);
  expect(token).toBe(call.endpoint.token === "none" ? undefined : (input.accountToken ?? input.componentToken));
  expect(query).toEqual(expected.query ?? {});
  expect(request.body.length === 0 ? undefined : JSON.parse(request.body.toString())).toEqual(expected.body);
});

test("calls without parameters send nothing as a GET, and the literal {} as a POST", async () => {
  const withParameters = new Set(sent.map((each) => each.name));
  const elsewhere =
    /^(submitReview|setPrivacySetting|modifyPlatformServerDomains|listTesters|getNickNameReview|upload|redeem|refreshWeb|getWebUser)/;
  const bare = Object.values<unknown>(wechat)
    .filter((each): each is AnyCall => typeof each === "function" && "endpoint" in each)
    .filter(({ endpoint }) => !withParameters.has(endpoint.name) && !elsewhere.test(endpoint.name));
  expect(bare.length).toBeGreaterThan(20);
  for (const call of bare) {
    const { name, method } = call.endpoint;
    const request = await requestOf(call, { ...A, ...C });
    expect([...request.query.keys()], name).toEqual(["access_token"]);
    expect(request.body.toString(), name).toBe(method === "GET" ? "" : "{}");
  }
});

import { afterEach, expect, test } from "vitest";
import {
  bindTester,
  checkNickName,
  findCompanyRegistration,
  getAccountInfo,
  getAllCategories,
  getApiQuota,
  getBasicInfo,
  getCallByRid,
  getCodeHistory,
  getEffectiveServerDomains,
  getGrayRelease,
  getNickNameReview,
  getPrefetchDomains,
  getPrivacySetting,
  getReviewQuota,
  getSearchStatus,
  getSetCategories,
  getSupportVersion,
  getVersionInfo,
  getVisitStatus,
  haveOpenAccount,
  listPrivacyInterfaces,
  listTesters,
  modifyPlatformServerDomains,
  modifyServerDomains,
  queryAuthorization,
  redeemLoginCode,
  redeemWebLoginCode,
  registerPerson,
  registerTrial,
  sendCustomText,
  setHeadImage,
  setPrivacySetting,
  startGrayRelease,
  submitReview,
  unbindTester,
  type WechatClient,
} from "./index.ts";
import { startSampleServer, testClient } from "./testing.ts";

const account = { accountToken: `90_${"a".repeat(154)}` };
const component = { componentToken: `91_${"b".repeat(154)}` };
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** What a call makes of one answer, and the request it sent for it. */
async function given<Result>(answer: unknown, call: (client: WechatClient) => Promise<Result>) {
  const server = await startSampleServer((_request, response) => response.end(JSON.stringify(answer)));
  open.push(server);
  const result = await call(testClient(server.url).client);
  const [request] = server.seen;
  const body = request?.body.toString() ?? "";
  return {
    result,
    method: request?.method,
    path: request?.path,
    query: request?.query,
    body: body && JSON.parse(body),
  };
}

const ok = { errcode: 0, errmsg: "ok" };

test("an account's details survive WeChat's variations", async () => {
  const { result } = await given(
    {
      authorizer_info: {
        nick_name: "Tea No.1",
        head_img: "",
        service_type_info: { id: "4", name: "小游戏" },
        verify_type_info: { id: -1 },
        user_name: "gh_0a1b2c3d4e5f",
        principal_name: "个人",
        account_status: 16,
        business_info: { open_pay: "1", open_scan: true },
        basic_config: { is_phone_configured: 1, is_email_configured: false },
        MiniProgramInfo: { network: { RequestDomain: ["https://a.cn"], UDPDomain: null }, categories: null },
        store_info: { id: 7 },
      },
      authorization_info: {
        authorization_appid: "wxA",
        func_info: [
          { funcscope_category: { id: 18, type: 1 }, confirm_info: { need_confirm: 1, already_confirm: 0 } },
          { funcscope_category: { id: "25" } },
          { funcscope_category: null },
        ],
      },
    },
    (client) => getAccountInfo(client, { ...component, componentAppId: "wxC", appId: "wxA" }),
  );
  expect(result).toMatchObject({
    appId: "wxA",
    refreshToken: null,
    permissionSets: [{ id: 18, needConfirm: true, alreadyConfirmed: false, canConfirm: false }, { id: 25 }],
    info: {
      kind: "mini_program",
      logoUrl: null,
      serviceType: { id: 4, name: "mini_game" },
      verifyType: { id: -1, name: "none" },
      accountStatus: "banned",
      businessInfo: { pay: true, scan: true, card: false },
      basicConfig: { phoneConfigured: true, emailConfigured: false },
      miniProgram: { network: { requestDomains: ["https://a.cn"], udpDomains: [] }, categories: [] },
      store: { id: 7 },
    },
  });
});

test("a redeemed code names its account by whichever name WeChat gives the field, or is malformed", async () => {
  const redeem = (grant: Record<string, unknown>) =>
    given(
      { authorization_info: { authorizer_access_token: "90_a", expires_in: "7200", func_info: "", ...grant } },
      (client) => queryAuthorization(client, { ...component, componentAppId: "wxC", authorizationCode: "q" }),
    );
  for (const name of ["authorizer_appid", "authorization_appid", "appid"])
    expect((await redeem({ [name]: "wxA" })).result).toMatchObject({
      appId: "wxA",
      expiresInS: 7200,
      permissionSetIds: [],
    });
  await expect(redeem({})).rejects.toMatchObject({ data: { reason: "malformed" } });
});

test("have is read as a boolean whichever way WeChat writes it", async () => {
  for (const [have_open, haveOpen] of [
    [true, true],
    [1, true],
    ["1", true],
    [false, false],
    [0, false],
  ] as const) {
    const { result } = await given({ ...ok, have_open }, (client) => haveOpenAccount(client, account));
    expect(result).toEqual({ haveOpen });
  }
});

test("versions, history, gray release, visits and library version come in our words", async () => {
  const version = await given(
    { ...ok, exp_info: { exp_time: 1636957391, exp_version: "1.0.2", exp_desc: "d" } },
    (client) => getVersionInfo(client, account),
  );
  expect(version.body).toEqual({});
  expect(version.result).toEqual({ trial: { at: 1_636_957_391_000, version: "1.0.2", desc: "d" }, live: null });

  const history = await given(
    { ...ok, version_list: [{ app_version: 3, user_version: "1.2.0", user_desc: "", commit_time: 1596785958 }] },
    (client) => getCodeHistory(client, account),
  );
  expect(history.query?.get("action")).toBe("get_history_version");
  expect(history.result).toEqual([
    { appVersion: "3", userVersion: "1.2.0", userDesc: "", committedAt: 1_596_785_958_000 },
  ]);

  const gray = await given(
    {
      ...ok,
      gray_release_plan: { status: 1, create_timestamp: 1517553721, gray_percentage: 8, support_debuger_first: true },
    },
    (client) => getGrayRelease(client, account),
  );
  expect(gray.result).toMatchObject({ status: "running", percentage: 8, debuggersFirst: true, testersFirst: false });
  expect((await given(ok, (client) => getGrayRelease(client, account))).result).toBeNull();
  const started = await given(ok, (client) =>
    startGrayRelease(client, { ...account, percentage: 0, debuggersFirst: true }),
  );
  expect(started.body).toEqual({ gray_percentage: 0, support_debuger_first: true });

  expect((await given({ ...ok, status: 1 }, (client) => getVisitStatus(client, account))).result).toEqual({
    open: true,
  });
  const support = await given(
    { ...ok, now_version: "1.0.0", uv_info: { items: [{ percentage: "0.8", version: "1.0.0" }] } },
    (client) => getSupportVersion(client, account),
  );
  expect(support.result).toEqual({ version: "1.0.0", users: [{ percentage: 0.8, version: "1.0.0" }] });
  const quota = await given({ ...ok, rest: 0, limit: 10 }, (client) => getReviewQuota(client, account));
  expect(quota.result).toEqual({ rest: 0, limit: 10, speedupRest: 0, speedupLimit: 0 });
});

test("a submission says all that WeChat's page lists, in WeChat's words", async () => {
  const { body, result } = await given({ ...ok, auditid: 443410833 }, (client) =>
    submitReview(client, {
      ...account,
      items: [
        {
          address: "pages/index/index",
          tag: "tea order",
          title: "Menu",
          firstId: "220",
          firstName: "餐饮",
          secondId: "922",
          secondName: "点餐平台",
        },
      ],
      versionDesc: "spring menu",
      previewInfo: { pictureIds: ["m1"], videoIds: [] },
      feedbackInfo: "fixed",
      feedbackStuff: ["a", "b"],
      ugcDeclare: { scene: [1, 3], method: [1], hasAuditTeam: true, auditDesc: "x" },
      privacyApiNotUse: false,
      orderPath: "pages/order/list",
    }),
  );
  expect(result).toEqual({ auditId: "443410833" });
  expect(body).toEqual({
    item_list: [
      {
        address: "pages/index/index",
        tag: "tea order",
        title: "Menu",
        first_id: 220,
        first_class: "餐饮",
        second_id: 922,
        second_class: "点餐平台",
      },
    ],
    version_desc: "spring menu",
    preview_info: { pic_id_list: ["m1"], video_id_list: [] },
    feedback_info: "fixed",
    feedback_stuff: "a|b",
    ugc_declare: { scene: [1, 3], method: [1], has_audit_team: 1, audit_desc: "x" },
    privacy_api_not_use: false,
    order_path: "pages/order/list",
  });
});

test("domains of accounts and of the platform", async () => {
  const read = await given(
    {
      ...ok,
      requestdomain: ["https://a.cn"],
      wsrequestdomain: [],
      invalid_requestdomain: ["https://b.cn"],
      no_icp_domain: ["https://c.cn"],
    },
    (client) =>
      modifyServerDomains(client, {
        ...account,
        action: "set",
        domains: { request: ["https://a.cn", "https://b.cn"] },
      }),
  );
  expect(read.body).toEqual({ action: "set", requestdomain: ["https://a.cn", "https://b.cn"] });
  expect(read.result.domains.request).toEqual(["https://a.cn"]);
  expect(read.result.invalid.request).toEqual(["https://b.cn"]);
  expect(read.result.withoutFiling).toEqual(["https://c.cn"]);
  const platform = await given(
    { ...ok, published_wxa_server_domain: "www.qq.com;wx.qq.com", testing_wxa_server_domain: "" },
    (client) =>
      modifyPlatformServerDomains(client, {
        ...component,
        action: "add",
        domains: ["a.cn", "b.cn"],
        publishedToo: true,
      }),
  );
  expect(platform.body).toEqual({ action: "add", wxa_server_domain: "a.cn;b.cn", is_modify_published_together: true });
  expect(platform.result).toEqual({ published: ["www.qq.com", "wx.qq.com"], testing: [], invalid: [] });
  const effective = await given({ ...ok, effective_domain: { requestdomain: ["https://a.cn"] } }, (client) =>
    getEffectiveServerDomains(client, account),
  );
  expect(effective.result.effective.request).toEqual(["https://a.cn"]);
  expect(effective.result.fromConsole.request).toEqual([]);
  const prefetch = await given({ ...ok, prefetch_dns_domain: [{ url: "a.cn", status: 1 }], size_limit: 5 }, (client) =>
    getPrefetchDomains(client, account),
  );
  expect(prefetch.result).toEqual({ domains: [{ url: "a.cn", status: 1 }], limit: 5 });
});

test("testers are known by the id that binding gave", async () => {
  const bound = await given({ ...ok, userstr: "u1" }, (client) =>
    bindTester(client, { ...account, wechatId: "someone" }),
  );
  expect(bound.result).toEqual({ userId: "u1" });
  const unbound = await given(ok, (client) => unbindTester(client, { ...account, userId: "u1" }));
  expect(unbound.body).toEqual({ userstr: "u1" });
  const listed = await given({ ...ok, members: [{ userstr: "u1" }] }, (client) => listTesters(client, account));
  expect(listed.body).toEqual({ action: "get_experiencer" });
  expect(listed.result).toEqual([{ userId: "u1" }]);
});

test("the privacy guide goes out as UTF-8 and comes back in our words", async () => {
  const set = await given(ok, (client) =>
    setPrivacySetting(client, {
      ...account,
      owner: { noticeMethod: "弹窗", contactEmail: "a@b.cn", storeExpiry: "30天" },
      items: [{ key: "Location", text: "寻找门店" }],
    }),
  );
  expect(set.body).toEqual({
    privacy_ver: 2,
    owner_setting: { notice_method: "弹窗", contact_email: "a@b.cn", store_expire_timestamp: "30天" },
    setting_list: [{ privacy_key: "Location", privacy_text: "寻找门店" }],
  });
  const got = await given(
    {
      ...ok,
      code_exist: 1,
      privacy_list: ["Location"],
      setting_list: [{ privacy_key: "Location", privacy_text: "寻找门店", privacy_label: "位置" }],
      update_time: 1635690987,
      owner_setting: { contact_phone: "", contact_email: "a@b.cn", notice_method: "" },
      privacy_desc: { privacy_desc_list: [{ privacy_key: "Location", privacy_desc: "位置信息" }] },
    },
    (client) => getPrivacySetting(client, account),
  );
  expect(got.result).toMatchObject({
    codeExists: true,
    updatedAt: 1_635_690_987_000,
    owner: { contactPhone: null, contactEmail: "a@b.cn" },
  });
  const applied = await given(
    { ...ok, interface_list: [{ api_name: "wx.getLocation", status: 4, audit_id: 7 }] },
    (client) => listPrivacyInterfaces(client, account),
  );
  expect(applied.result).toMatchObject([{ apiName: "wx.getLocation", status: 4, auditId: "7" }]);
});

test("names, images, search and categories", async () => {
  const name = await given(
    { ...ok, nickname: "茶", audit_stat: 2, fail_reason: "重名", create_time: 1488965944 },
    (client) => getNickNameReview(client, { ...account, auditId: "88" }),
  );
  expect(name.body).toEqual({ audit_id: 88 });
  expect(name.result).toMatchObject({ status: "rejected", failReason: "重名", reviewedAt: null });
  const checked = await given({ ...ok, hit_condition: true, wording: "需要资质" }, (client) =>
    checkNickName(client, { ...account, nickName: "茶" }),
  );
  expect(checked.result).toEqual({ mayNeedProof: true, wording: "需要资质" });
  const image = await given(ok, (client) => setHeadImage(client, { ...account, mediaId: "m", x2: 0.5 }));
  expect(image.body).toEqual({ head_img_media_id: "m", x1: "0", y1: "0", x2: "0.5", y2: "1" });
  const search = await given({ ...ok, status: 1 }, (client) => getSearchStatus(client, account));
  expect(search.result).toEqual({ searchable: false });
  const tree = await given(
    {
      ...ok,
      categories_list: {
        categories: [
          { id: 0, children: [1], qualify: { exter_list: [], remark: "" } },
          {
            id: 920,
            name: "律师",
            level: 2,
            father: 402,
            children: [],
            sensitive_type: 1,
            qualify: { exter_list: [{ inner_list: [{ name: "《律师执业资格证》", url: "" }] }] },
          },
        ],
      },
    },
    (client) => getAllCategories(client, account),
  );
  expect(tree.result[1]).toEqual({
    id: "920",
    name: "律师",
    level: 2,
    parentId: "402",
    childIds: [],
    needsCertificate: true,
    certificates: [["《律师执业资格证》"]],
  });
  const own = await given(
    {
      ...ok,
      categories: [
        { first: 8, first_name: "教育", second: 39, second_name: "出国移民", audit_status: 1, audit_reason: "" },
      ],
      limit: 5,
      quota: 4,
      category_limit: 20,
    },
    (client) => getSetCategories(client, account),
  );
  expect(own.result).toMatchObject({
    categories: [{ firstId: "8", status: "reviewing", reason: null }],
    changesLeft: 4,
    categoryLimit: 20,
  });
  const basic = await given(
    {
      ...ok,
      appid: "wxA",
      account_type: 3,
      wx_verify_info: { qualification_verify: true, naming_verify: 1 },
      nickname_info: { nickname: "茶", modify_used_count: 1, modify_quota: 2 },
    },
    (client) => getBasicInfo(client, account),
  );
  expect(basic.result).toMatchObject({
    accountType: 3,
    verification: { qualified: true, named: true },
    nickName: { text: "茶", used: 1, limit: 2 },
  });
});

test("registrations: one address, told apart by its action", async () => {
  const found = await given(ok, (client) =>
    findCompanyRegistration(client, { ...component, name: "茶", legalPersonWechat: "w", legalPersonName: "n" }),
  );
  expect(found.query?.get("action")).toBe("search");
  const person = await given({ ...ok, taskid: "t1", authorize_url: "https://a.cn", status: 1 }, (client) =>
    registerPerson(client, { ...component, name: "n", wechatId: "w" }),
  );
  expect(person.query?.get("action")).toBe("create");
  expect(person.result).toEqual({ taskId: "t1", authorizeUrl: "https://a.cn", status: 1 });
  const trial = await given({ ...ok, unique_id: "u", authorize_url: "https://a.cn" }, (client) =>
    registerTrial(client, { ...component, name: "n", openId: "o" }),
  );
  expect(trial.result).toEqual({ uniqueId: "u", authorizeUrl: "https://a.cn" });
});

test("quotas, and a call looked up by rid shows no credential", async () => {
  const quota = await given(
    {
      ...ok,
      quota: { daily_limit: 100_000, used: 1, remain: 99_999 },
      component_rate_limit: { call_count: 10, refresh_second: 60 },
    },
    (client) => getApiQuota(client, { ...component, path: "/wxa/commit" }),
  );
  expect(quota.query?.get("access_token")).toBe(component.componentToken);
  expect(quota.result).toMatchObject({ remain: 99_999, rateLimit: null, componentRateLimit: { calls: 10, perS: 60 } });
  const seen = await given(
    {
      ...ok,
      request: {
        invoke_time: 1635156704,
        cost_in_ms: 30,
        request_url: `access_token=${account.accountToken}`.replace(/^/, "/wxa/commit?"),
        request_body: `{"component_appsecret":"0123456789abcdef","ticket":"ticket@@@${"t".repeat(86)}"}`,
        response_body: `{"authorizer_access_token":"${account.accountToken}","expires_in":7200}`,
        client_ip: "203.0.113.9",
      },
    },
    (client) => getCallByRid(client, { ...account, rid: "61725984-6126f6f9-040f19c4" }),
  );
  expect(seen.result).toMatchObject({ path: "/wxa/commit", costMs: 30, clientIp: "203.0.113.9" });
  const shown = JSON.stringify(seen.result);
  for (const secret of [account.accountToken, "0123456789abcdef", "tttttt"]) expect(shown).not.toContain(secret);
  expect(shown).toContain("expires_in");
});

test("logins on behalf name the platform and its token as these calls want it", async () => {
  const login = await given({ openid: "o1", session_key: "k", errcode: "0" }, (client) =>
    redeemLoginCode(client, { ...component, componentAppId: "wxC", appId: "wxA", code: "c" }),
  );
  expect(Object.fromEntries(login.query ?? [])).toEqual({
    component_access_token: component.componentToken,
    appid: "wxA",
    js_code: "c",
    grant_type: "authorization_code",
    component_appid: "wxC",
  });
  expect(login.result).toEqual({ openId: "o1", sessionKey: "k", unionId: null });
  const web = await given(
    { access_token: "u_t", expires_in: 7200, refresh_token: "r", openid: "o1", scope: "snsapi_base" },
    (client) => redeemWebLoginCode(client, { ...component, componentAppId: "wxC", appId: "wxA", code: "c" }),
  );
  expect(web.result).toMatchObject({ userToken: "u_t", openId: "o1", unionId: null });
  const sent = await given(ok, (client) => sendCustomText(client, { ...account, openId: "o1", text: "code_from_api" }));
  expect(sent.body).toEqual({ touser: "o1", msgtype: "text", text: { content: "code_from_api" } });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addCategories,
  applyPrivacyInterface,
  bindOpenAccount,
  bindTester,
  checkNickName,
  checkSameEntity,
  clearQuota,
  clearQuotaWithSecret,
  createOpenAccount,
  deleteCategory,
  errcodeOf,
  findCompanyRegistration,
  getAllCategories,
  getApiQuota,
  getBasicInfo,
  getCallByRid,
  getCategoriesByType,
  getEffectiveServerDomains,
  getEffectiveWebDomains,
  getNickNameReview,
  getOpenAccount,
  getPlatformDomainFile,
  getPrefetchDomains,
  getPrivacySetting,
  getSearchStatus,
  getSetCategories,
  getSupportVersion,
  getWebDomainFile,
  isWechatError,
  listPrivacyInterfaces,
  listTesters,
  modifyPlatformServerDomains,
  modifyPlatformWebDomains,
  modifyServerDomains,
  modifyServerDomainsDirectly,
  modifyWebDomains,
  modifyWebDomainsDirectly,
  redeemLoginCode,
  registerCompany,
  registerPerson,
  registerTrial,
  setNickName,
  setPrefetchDomains,
  setPrivacySetting,
  setSearchStatus,
  setSignature,
  setSupportVersion,
  unbindOpenAccount,
  unbindTester,
  uploadPrivacyFile,
} from "./index.ts";
import { failure, startSimulatedPlatform } from "./testing.ts";

let wechat: Awaited<ReturnType<typeof startSimulatedPlatform>>;
let token: { accountToken: string };
let appId: string;
beforeAll(async () => {
  wechat = await startSimulatedPlatform({ accounts: 200, authorized: 40, seed: "settings" });
  const account = wechat.fresh((each) => each.kind === "mini_program" && each.open_appid === null);
  appId = account.appid;
  const { accountToken } = await wechat.authorize(account, [17, 18, 25, 30, 31, 88]);
  token = { accountToken };
});
afterAll(() => wechat.simulator.close());
const client = () => wechat.client();
const component = () => ({ componentToken: wechat.own.componentToken });

test("server domains of the account and of the platform", async () => {
  await modifyPlatformServerDomains(client(), {
    ...component(),
    action: "set",
    domains: ["api.a.example.com", "b.example.com"],
    publishedToo: true,
  });
  const platform = await modifyPlatformServerDomains(client(), { ...component(), action: "get" });
  expect([...platform.published, ...platform.testing]).toContain("api.a.example.com");
  const set = await modifyServerDomains(client(), {
    ...token,
    action: "set",
    domains: { request: ["https://api.a.example.com"] },
  });
  expect(set.domains.request).toContain("https://api.a.example.com");
  await modifyServerDomainsDirectly(client(), {
    ...token,
    action: "add",
    domains: { upload: ["https://up.c.example.com"] },
  });
  const effective = await getEffectiveServerDomains(client(), token);
  expect(JSON.stringify(effective)).toContain("https://api.a.example.com");
});

test("business domains, their check files, and domains resolved ahead of time", async () => {
  expect((await getPlatformDomainFile(client(), component())).fileName).toMatch(/\.txt$/);
  await modifyPlatformWebDomains(client(), {
    ...component(),
    action: "set",
    domains: ["h5.a.example.com"],
    publishedToo: true,
  });
  expect((await getWebDomainFile(client(), token)).content).not.toBe("");
  await modifyWebDomains(client(), { ...token, action: "add", domains: ["https://h5.a.example.com"] });
  await modifyWebDomainsDirectly(client(), { ...token, action: "add", domains: ["https://h5.b.example.com"] });
  expect(JSON.stringify(await getEffectiveWebDomains(client(), token))).toContain("h5.a.example.com");
  await setPrefetchDomains(client(), { ...token, urls: ["cdn.a.example.com"] });
  expect((await getPrefetchDomains(client(), token)).domains.map((each) => each.url)).toEqual(["cdn.a.example.com"]);
});

test("testers are bound, listed and unbound", async () => {
  const { userId } = await bindTester(client(), { ...token, wechatId: "tester_one" });
  expect(await listTesters(client(), token)).toContainEqual({ userId });
  await unbindTester(client(), { ...token, userId });
  expect(await listTesters(client(), token)).not.toContainEqual({ userId });
});

test("the privacy guide is stored as it was sent", async () => {
  const file = await uploadPrivacyFile(client(), {
    ...token,
    fileName: "a.txt",
    contentType: "text/plain",
    bytes: Buffer.from("补充"),
  });
  await setPrivacySetting(client(), {
    ...token,
    owner: { noticeMethod: "弹窗", contactEmail: "a@b.example.com", storeExpiry: "30天", extFileMediaId: file.mediaId },
    items: [{ key: "Location", text: "寻找附近的门店" }],
  });
  const guide = await getPrivacySetting(client(), token);
  expect(guide.items).toContainEqual(expect.objectContaining({ key: "Location", text: "寻找附近的门店" }));
  expect(guide.owner).toMatchObject({ noticeMethod: "弹窗", contactEmail: "a@b.example.com", storeExpiry: "30天" });
  const apis = await listPrivacyInterfaces(client(), token);
  const [api] = apis;
  if (!api) return expect.fail("no privacy API");
  await applyPrivacyInterface(client(), {
    ...token,
    apiName: api.apiName,
    content: "寻找门店",
    urls: [],
    pictureIds: [],
    videoIds: [],
  });
});

test("name, introduction, search and library version", async () => {
  expect((await getBasicInfo(client(), token)).appId).toBe(appId);
  expect(typeof (await checkNickName(client(), { ...token, nickName: "清茶一号" })).mayNeedProof).toBe("boolean");
  const named = await setNickName(client(), { ...token, nickName: "清茶一号" });
  if (named.auditId !== null) {
    expect((await getNickNameReview(client(), { ...token, auditId: named.auditId })).nickName).toBe("清茶一号");
  }
  await setSignature(client(), { ...token, signature: "提前点单，到店即取" });
  expect((await getBasicInfo(client(), token)).signature.text).toBe("提前点单，到店即取");
  await setSearchStatus(client(), { ...token, searchable: false });
  expect(await getSearchStatus(client(), token)).toEqual({ searchable: false });
  const { users } = await getSupportVersion(client(), token);
  const version = users[0]?.version ?? expect.fail("no version");
  await setSupportVersion(client(), { ...token, version });
  expect((await getSupportVersion(client(), token)).version).toBe(version);
});

test("categories are read as a tree, added and removed", async () => {
  const tree = await getAllCategories(client(), token);
  expect((await getCategoriesByType(client(), { ...token, verifyType: 1 })).length).toBeGreaterThan(0);
  const set = await getSetCategories(client(), token);
  const free = tree.find(
    (node) => node.level === 2 && !node.needsCertificate && !set.categories.some((own) => own.secondId === node.id),
  );
  if (!free?.parentId) return expect.fail("no free category");
  const choice = { firstId: Number(free.parentId), secondId: Number(free.id) };
  await addCategories(client(), { ...token, categories: [choice] });
  expect((await getSetCategories(client(), token)).categories.map((own) => own.secondId)).toContain(free.id);
  await deleteCategory(client(), { ...token, ...choice });
});

test("an open account is created, left and joined again", async () => {
  const { openAppId } = await createOpenAccount(client(), token);
  expect(await getOpenAccount(client(), token)).toEqual({ openAppId });
  expect(errcodeOf(await failure(createOpenAccount(client(), token)))).toBe(89000);
  await unbindOpenAccount(client(), { ...token, openAppId, appId });
  expect(errcodeOf(await failure(getOpenAccount(client(), token)))).toBe(89002);
  await bindOpenAccount(client(), { ...token, openAppId });
  expect(await getOpenAccount(client(), token)).toEqual({ openAppId });
  expect(typeof (await checkSameEntity(client(), token)).sameEntity).toBe("boolean");
});

test("quotas are read and cleared, and a failed call is found by its rid", async () => {
  const quota = await getApiQuota(client(), { ...token, path: "/wxa/getversioninfo" });
  expect(quota.remain).toBeLessThanOrEqual(quota.dailyLimit);
  await clearQuota(client(), { ...token, appId });
  await clearQuotaWithSecret(client(), {
    componentAppId: wechat.own.componentAppId,
    appSecret: wechat.platform.component_appsecret,
    appId,
  });
  const failed = await failure(bindTester(client(), { ...token, wechatId: "" }));
  const rid = isWechatError(failed) ? failed.data.rid : null;
  const seen = await getCallByRid(client(), { ...token, rid: rid ?? expect.fail("no rid") });
  expect(seen.path).toContain("/wxa/bind_tester");
  expect(JSON.stringify(seen)).not.toContain(token.accountToken);
});

test("registrations are queued and asked about", async () => {
  const company = { name: "某某餐饮有限公司", legalPersonWechat: "someone", legalPersonName: "张三" };
  await registerCompany(client(), { ...component(), ...company, code: "91440300MA5DXXXX0X", codeType: 1 });
  const state = await findCompanyRegistration(client(), { ...component(), ...company }).then(
    () => 0,
    (error: unknown) => errcodeOf(error),
  );
  expect([0, 89249, 89251, 89252]).toContain(state);
  expect((await registerPerson(client(), { ...component(), name: "张三", wechatId: "someone" })).taskId).not.toBe("");
  expect(
    (await registerTrial(client(), { ...component(), name: "试用茶馆", openId: "o0123456789abcdefghijklmnop" }))
      .uniqueId,
  ).not.toBe("");
});

test("a login code is redeemed once, with the UnionID of the bound account", async () => {
  const { code } = await wechat.control(`/accounts/${appId}/login`, {});
  const login = { ...wechat.own, appId, code: code as string };
  const user = await redeemLoginCode(client(), login);
  expect(user.openId).not.toBe("");
  expect(user.unionId).not.toBeNull();
  expect([40029, 40163]).toContain(errcodeOf(await failure(redeemLoginCode(client(), login))));
});

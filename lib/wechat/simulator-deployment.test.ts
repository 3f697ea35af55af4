import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addToTemplateLibrary,
  commitCode,
  deleteTemplate,
  errcodeOf,
  getAccountInfo,
  getCategories,
  getCodeHistory,
  getCodePrivacyInfo,
  getGrayRelease,
  getLatestReview,
  getPages,
  getReviewQuota,
  getReviewStatus,
  getTrialQrCode,
  getVersionInfo,
  getVisitStatus,
  listDrafts,
  listTemplates,
  releaseCode,
  revertCode,
  setVisitStatus,
  startGrayRelease,
  stopGrayRelease,
  submitReview,
  uploadMedia,
  withdrawReview,
} from "./index.ts";
import { failure, startSimulatedPlatform } from "./testing.ts";

let wechat: Awaited<ReturnType<typeof startSimulatedPlatform>>;
beforeAll(async () => {
  wechat = await startSimulatedPlatform({ accounts: 200, authorized: 40, seed: "deploy" });
});
afterAll(() => wechat.simulator.close());
const client = () => wechat.client();
const component = () => ({ componentToken: wechat.own.componentToken });
const advance = (seconds: number) => wechat.control("/clock/advance", { seconds });

/** A Mini Program with the set for code, its token and the newest template. */
async function ready(): Promise<{
  account: ReturnType<typeof wechat.fresh>;
  token: { accountToken: string };
  templateId: string;
}> {
  const account = wechat.fresh((each) => each.kind === "mini_program");
  const { accountToken } = await wechat.authorize(account, [18, 25, 30]);
  // Some merchants of the simulated platform are banned or cancelled, as in life.
  const { info } = await getAccountInfo(client(), { ...wechat.own, appId: account.appid });
  if (info.accountStatus !== "normal") return ready();
  const [template] = await listTemplates(client(), component());
  return { account, token: { accountToken }, templateId: template?.templateId ?? expect.fail("no template") };
}

async function commit(target: Awaited<ReturnType<typeof ready>>, userVersion: string) {
  const extJson = JSON.stringify({ extEnable: true, extAppid: target.account.appid, ext: { shop: "茶" } });
  await commitCode(client(), {
    ...target.token,
    templateId: target.templateId,
    extJson,
    userVersion,
    userDesc: "春季",
  });
  await advance(60);
}

async function submit(target: Awaited<ReturnType<typeof ready>>) {
  const [category] = await getCategories(client(), target.token);
  const [page] = await getPages(client(), target.token);
  if (!category || !page) return expect.fail("no category or page");
  const item = { ...category, address: page, title: "首页", tag: "茶" };
  return submitReview(client(), { ...target.token, items: [item], versionDesc: "春季", privacyApiNotUse: true });
}

test("a draft becomes a template, and a template can be deleted", async () => {
  const [draft] = await listDrafts(client(), component());
  if (!draft) return expect.fail("no draft");
  const before = await listTemplates(client(), component());
  await addToTemplateLibrary(client(), { ...component(), draftId: draft.draftId });
  const after = await listTemplates(client(), component());
  const added = after.find((each) => !before.some((old) => old.templateId === each.templateId));
  expect(added).toMatchObject({ userVersion: draft.userVersion, sourceAppId: draft.sourceAppId });
  await deleteTemplate(client(), { ...component(), templateId: added?.templateId ?? "" });
  expect(await listTemplates(client(), component())).toHaveLength(before.length);
  const gone = await failure(deleteTemplate(client(), { ...component(), templateId: added?.templateId ?? "" }));
  expect(errcodeOf(gone)).toBe(85064);
});

test("code is committed, scanned, submitted, approved, released and rolled back", async () => {
  const target = await ready();
  expect(await getLatestReview(client(), target.token)).toBeNull();
  await commit(target, "9.1.0");
  expect((await getVersionInfo(client(), target.token)).trial).toMatchObject({ version: "9.1.0", desc: "春季" });
  expect((await getTrialQrCode(client(), { ...target.token, path: "pages/index/index?a=1" })).subarray(0, 2)).toEqual(
    Buffer.from([0xff, 0xd8]),
  );
  expect(Object.keys(await getCodePrivacyInfo(client(), target.token)).sort()).toEqual(["withoutAuth", "withoutConf"]);

  const quota = await getReviewQuota(client(), target.token);
  const { auditId } = await submit(target);
  expect((await getReviewQuota(client(), target.token)).rest).toBe(quota.rest - 1);
  expect(await getReviewStatus(client(), { ...target.token, auditId })).toMatchObject({ status: "reviewing" });
  expect(errcodeOf(await failure(releaseCode(client(), target.token)))).toBe(85020);
  await wechat.control(`/reviews/${auditId}`, { verdict: "approve" });
  expect(await getLatestReview(client(), target.token)).toMatchObject({
    auditId,
    status: "approved",
    userVersion: "9.1.0",
  });
  await releaseCode(client(), target.token);
  expect((await getVersionInfo(client(), target.token)).live).toMatchObject({ version: "9.1.0" });
  expect(errcodeOf(await failure(releaseCode(client(), target.token)))).toBe(85052);

  await commit(target, "9.2.0");
  const second = await submit(target);
  await wechat.control(`/reviews/${second.auditId}`, { verdict: "approve" });
  await startGrayRelease(client(), { ...target.token, percentage: 10 });
  expect(await getGrayRelease(client(), target.token)).toMatchObject({ status: "running", percentage: 10 });
  await stopGrayRelease(client(), target.token);
  await releaseCode(client(), target.token);
  const history = await getCodeHistory(client(), target.token);
  expect(history.map((each) => each.userVersion)).toContain("9.1.0");
  await revertCode(client(), target.token);
  expect((await getVersionInfo(client(), target.token)).live).toMatchObject({ version: "9.1.0" });
  expect(errcodeOf(await failure(revertCode(client(), target.token)))).toBe(87012);

  await setVisitStatus(client(), { ...target.token, open: false });
  expect(await getVisitStatus(client(), target.token)).toEqual({ open: false });
});

test("a rejection brings its reason and pictures, and a review can be withdrawn", async () => {
  const target = await ready();
  await commit(target, "1.0.0");
  const { auditId } = await submit(target);
  await wechat.control(`/reviews/${auditId}`, { verdict: "reject", reason: "1:类目不符<br>" });
  expect(await getLatestReview(client(), target.token)).toMatchObject({ status: "rejected", reason: "1:类目不符<br>" });
  await commit(target, "1.0.1");
  await submit(target);
  await withdrawReview(client(), target.token);
  expect(await getLatestReview(client(), target.token)).toMatchObject({ status: "withdrawn" });
});

test("submitting before the scan is over is 61039, and nothing but the caller waits", async () => {
  const target = await ready();
  const extJson = JSON.stringify({ extAppid: target.account.appid });
  await commitCode(client(), {
    ...target.token,
    templateId: target.templateId,
    extJson,
    userVersion: "1",
    userDesc: "",
  });
  expect(errcodeOf(await failure(submit(target)))).toBe(61039);
});

test("without the set for code, WeChat refuses", async () => {
  const account = wechat.fresh((each) => each.kind === "mini_program");
  const { accountToken } = await wechat.authorize(account, [25, 30]);
  expect([48001, 61007]).toContain(errcodeOf(await failure(getPages(client(), { accountToken }))));
});

test("a picture is uploaded as multipart", async () => {
  const target = await ready();
  const bytes = await getTrialQrCode(client(), target.token).catch(() => Buffer.from([0xff, 0xd8, 0xff, 0xd9]));
  const uploaded = await uploadMedia(client(), {
    ...target.token,
    fileName: "a.jpg",
    contentType: "image/jpeg",
    bytes,
  });
  expect(uploaded.mediaId).not.toBe("");
});

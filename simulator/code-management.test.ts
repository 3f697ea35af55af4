import { afterEach, beforeEach, expect, test } from "vitest";
import { type MerchantClient, startTestSimulator } from "./testing.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let shop: MerchantClient;

beforeEach(async () => {
  sim = await startTestSimulator({ settings: { rejectRate: 0, delayRate: 0 } });
  const platform = await sim.component();
  shop = await sim.merchant(platform, sim.fresh("mini_program")[0] as string);
});
afterEach(() => sim.close());

const commit = (templateId: number, ext: unknown = {}) =>
  shop.call("/wxa/commit", {
    template_id: templateId,
    user_version: "2.7.1",
    user_desc: "自提点",
    ext_json: typeof ext === "string" ? ext : JSON.stringify({ extAppid: shop.appid, ...(ext as object) }),
  });

const submit = async () => {
  const { category_list } = await shop.call("/wxa/get_category");
  const [first] = category_list;
  return shop.call("/wxa/submit_audit", {
    item_list: [{ address: "pages/index/index", tag: "购物", title: "首页", ...first }],
    version_desc: "自提点",
  });
};

test("a template goes from commit through scan and review to live, and back again", async () => {
  expect(await commit(2)).toEqual({ errcode: 0, errmsg: "ok" });
  expect((await shop.call("/wxa/get_page")).page_list).toContain("pages/cart/index");
  expect((await shop.call("/wxa/security/get_code_privacy_info")).errcode).toBe(61039);
  expect((await submit()).errcode).toBe(61039);
  await sim.send("/_sim/clock/advance", { seconds: 3 });
  expect(await shop.call("/wxa/security/get_code_privacy_info")).toMatchObject({ without_auth_list: [] });
  const { auditid } = await submit();
  expect(auditid).toBeGreaterThan(443_000_000);
  expect((await submit()).errcode).toBe(85009);
  expect((await shop.call("/wxa/release", {})).errcode).toBe(85020);
  expect((await shop.call("/wxa/get_latest_auditstatus")).status).toBe(2);
  await sim.send("/_sim/clock/advance", { seconds: 30 });
  expect((await shop.call("/wxa/get_auditstatus", { auditid: String(auditid) })).status).toBe(0);
  const before = (await shop.call("/wxa/getversioninfo", {})).release_info?.release_version;
  expect(await shop.call("/wxa/release", {})).toEqual({ errcode: 0, errmsg: "ok" });
  expect((await shop.call("/wxa/release", {})).errcode).toBe(85052);
  expect((await shop.call("/wxa/getversioninfo", {})).release_info.release_version).toBe("2.7.1");
  const { version_list } = await shop.call("/wxa/revertcoderelease?action=get_history_version");
  const back = await shop.call("/wxa/revertcoderelease");
  if (before === undefined) {
    expect(version_list).toEqual([]);
    expect(back.errcode).toBe(87012);
  } else {
    expect(version_list[0].user_version).toBe(before);
    expect(back.errcode).toBe(0);
    expect((await shop.call("/wxa/revertcoderelease")).errcode).toBe(87012);
  }
});

test("the trial QR code is a JPEG once there is a commit, and an error before", async () => {
  expect((await shop.call("/wxa/get_qrcode")).errcode).toBe(86001);
  await commit(0);
  const response = await fetch(`${sim.url}/wxa/get_qrcode?access_token=${shop.token}&path=pages%2Findex%2Findex`);
  expect(response.headers.get("content-type")).toBe("image/jpeg");
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.subarray(0, 3).toString("hex")).toBe("ffd8ff");
  expect(bytes.subarray(-2).toString("hex")).toBe("ffd9");
});

test("a commit needs an existing template, and a submission a commit", async () => {
  expect((await commit(99)).errcode).toBe(85014);
  expect((await submit()).errcode).toBe(85086);
});

test("release refuses an empty body with 44002 and a GET with 43002", async () => {
  expect((await shop.call("/wxa/release", "")).errcode).toBe(44002);
  expect((await shop.call("/wxa/release")).errcode).toBe(43002);
  expect((await shop.call("/wxa/release", {})).errcode).toBe(85019);
});

test("the monthly review quota is shared, counted and starts anew", async () => {
  const platform = await sim.component();
  await sim.send(`/_sim/platforms/${platform.appid}`, { review_quota: 1 });
  await commit(0);
  await sim.send("/_sim/clock/advance", { seconds: 3 });
  expect(await shop.call("/wxa/queryquota")).toMatchObject({ rest: 1, limit: 1 });
  await submit();
  await shop.call("/wxa/undocodeaudit");
  expect((await submit()).errcode).toBe(85085);
  await sim.send("/_sim/clock/advance", { seconds: 12 * 86_400 });
  const again = await sim.merchant(await sim.component(), shop.appid);
  expect(await again.call("/wxa/queryquota")).toMatchObject({ rest: 1 });
});

test("a location interface must be granted and declared before submission", async () => {
  const candidates = sim.fresh("mini_program");
  let refused = 0;
  for (const appid of candidates.slice(0, 12)) {
    shop = await sim.merchant(await sim.component(), appid);
    await commit(4);
    await sim.send("/_sim/clock/advance", { seconds: 3 });
    const scan = await shop.call("/wxa/security/get_code_privacy_info");
    const answer = await submit();
    if (scan.without_auth_list.length > 0) {
      refused++;
      expect(answer.errcode).toBe(61040);
    }
  }
  expect(refused).toBeGreaterThan(0);
});

test("drafts become templates, which keep their code when the draft is overwritten", async () => {
  const platform = await sim.component();
  const { draft_list } = await platform.call("/wxa/gettemplatedraftlist");
  expect(draft_list.length).toBeGreaterThanOrEqual(4);
  expect(await platform.call("/wxa/addtotemplate", { draft_id: draft_list[0].draft_id })).toMatchObject({ errcode: 0 });
  const { template_list } = await platform.call("/wxa/gettemplatelist");
  expect(template_list.map((one: { template_id: number }) => one.template_id)).toEqual([0, 1, 2, 3, 4, 5]);
  expect((await platform.call("/wxa/deletetemplate", { template_id: 0 })).errcode).toBe(0);
  expect((await platform.call("/wxa/deletetemplate", { template_id: 0 })).errcode).toBe(85064);
  expect((await platform.call("/wxa/gettemplatelist", {}, "POST")).errcode).toBe(43001);
});

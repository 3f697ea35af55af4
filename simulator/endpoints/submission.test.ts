import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Reply } from "../testing.ts";
import { type Shop, type Shops, startShops } from "./testing.ts";

let sim: Shops;
let shop: Shop;
let item: Reply;

beforeAll(async () => {
  sim = await startShops();
});
afterAll(() => sim.close());
beforeEach(async () => {
  shop = await sim.next();
  await shop.commit();
  item = await shop.category();
});

const upload = async (): Promise<string> => {
  const form = new FormData();
  form.append("media", new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])]), "a.png");
  const response = await fetch(`${sim.url}/wxa/uploadmedia?access_token=${shop.token}`, { method: "POST", body: form });
  return ((await response.json()) as Reply).mediaid;
};
const settings = (changes: object) => sim.send("/_sim/settings", changes);
const restrict = (changes: object) => sim.send(`/_sim/platforms/${sim.platform.appid}`, changes);
const items = (change: object) => ({ item_list: [{ ...item, ...change }] });
const words = (count: number, length = 1) => Array.from({ length: count }, () => "x".repeat(length)).join(" ");

/** Every code that submit_audit's own page lists (wire F.3), in the order in which they are looked for. */
// biome-ignore format: one refusal after another reads as the list it is
test.each<[number, string, () => Promise<Reply>]>([
  [9402202, "while the commit before is being worked on", async () => {
    await settings({ operationSeconds: 60 });
    await shop.commit();
    await settings({ operationSeconds: 0 });
    return shop.submit();
  }],
  [87006, "a mini game", async () => {
    await shop.conditions({ mini_game: true });
    return shop.submit();
  }],
  [9400001, "a development Mini Program with live streaming", async () => {
    await shop.conditions({ live_streaming: true });
    return shop.submit();
  }],
  [86002, "without name, picture or introduction", async () => {
    await shop.conditions({ profile_complete: false });
    return shop.submit();
  }],
  [86007, "when WeChat forbade it", async () => {
    await shop.conditions({ submissions_forbidden: true });
    return shop.submit();
  }],
  [86008, "by a platform that may submit nothing", async () => {
    await restrict({ submissions: "none" });
    return shop.submit();
  }],
  [86009, "something new by a platform that may only submit updates", async () => {
    await restrict({ submissions: "updates" });
    return (await neverLive()).submit();
  }],
  [86010, "an update by a platform that may only submit new ones", async () => {
    await restrict({ submissions: "new" });
    return (await onceLive()).submit();
  }],
  [85086, "without a commit", async () => (await sim.next()).submit({})],
  [85009, "during a review", async () => {
    await shop.submit();
    return shop.submit();
  }],
  [85023, "an empty item_list", () => shop.submit({ item_list: [] })],
  [85023, "six items", () => shop.submit({ item_list: new Array(6).fill(item) })],
  [85010, "an empty item", () => shop.submit({ item_list: [{}] })],
  [85010, "an item without second_id", () => shop.submit(items({ second_id: null }))],
  [85007, "a page that is not in the code", () => shop.submit(items({ address: "pages/none" }))],
  [85006, "eleven tags", () => shop.submit(items({ tag: words(11) }))],
  [85006, "a tag of 21 characters", () => shop.submit(items({ tag: words(1, 21) }))],
  [85011, "a title of 33 characters", () => shop.submit(items({ title: "x".repeat(33) }))],
  [85077, "a category that WeChat withdrew", async () => {
    await shop.conditions({ withdrawn_categories: [item.second_id] });
    return shop.submit(items({}));
  }],
  [85008, "a category that is not configured", () => shop.submit(items({ first_id: 1, second_id: 2 }))],
  [85051, "a version_desc of 2,001 characters", () => shop.submit({ version_desc: "x".repeat(2001) })],
  [85092, "preview_info that is no object", () => shop.submit({ preview_info: "m" })],
  [85092, "an unknown mediaid", () => shop.submit({ preview_info: { pic_id_list: ["m"] } })],
  [85092, "a mediaid of more than three days ago", async () => {
    const pic_id_list = [await upload()];
    await sim.advance(3 * 86_400 + 1);
    shop = await sim.renewed(shop);
    return shop.submit({ preview_info: { pic_id_list } });
  }],
  [85093, "eleven pictures", () => shop.submit({ preview_info: { pic_id_list: new Array(11).fill("m") } })],
  [85094, "a moderation statement without scene", () => shop.submit({ ugc_declare: {} })],
  [85094, "a scene without method", () => shop.submit({ ugc_declare: { scene: [1] } })],
  [85094, "an unknown scene", () => shop.submit({ ugc_declare: { scene: [6], method: [1] } })],
  [85094, "a description of 257 characters", () =>
    shop.submit({ ugc_declare: { scene: [1], method: [1], audit_desc: "x".repeat(257) } })],
  [85094, "a community's first version without moderation statement", async () => {
    const community = await neverLive();
    await community.call("/cgi-bin/wxopen/addcategory", {
      categories: [{ first: 684, second: 794, certicates: [{ key: "a", value: "m" }] }],
    });
    await sim.advance(60);
    return community.submit({});
  }],
  [85087, "code that opens others without naming them", async () => {
    await shop.commit(await sim.template({ app_json: { pages: ["a"] }, navigates: true, privacy_keys: [] }));
    return shop.submit({});
  }],
  [61039, "while the privacy scan runs", async () => {
    await settings({ scanSeconds: 60 });
    await shop.commit();
    await settings({ scanSeconds: 0 });
    return shop.submit();
  }],
  [61040, "an interface without permission", async () => {
    await shop.commit(0, { requiredPrivateInfos: ["choosePoi"] });
    return shop.submit();
  }],
  [61040, "an interface without declaration", async () => {
    await shop.commit(4, { requiredPrivateInfos: [] });
    return shop.submit();
  }],
  [61040, "information that the privacy guide does not name", async () => {
    await shop.commit(await sim.template({ app_json: { pages: ["a"] }, navigates: false, privacy_keys: ["Camera"] }));
    return shop.submit();
  }],
  [85085, "when the month's quota is used up", async () => {
    await restrict({ review_quota: 0 });
    return shop.submit();
  }],
])("submit_audit gives %i: %s", async (errcode, _what, run) => {
  const answer = await run().finally(() => restrict({ submissions: "all", review_quota: 500 }));
  expect(answer).toEqual({ errcode, errmsg: expect.stringMatching(/ rid: [0-9a-f]{8}(-[0-9a-f]{8}){2}$/) });
});

const neverLive = async () => committedShop((versions) => versions === 0);
const onceLive = async () => committedShop((versions) => versions > 0);

async function committedShop(fits: (versions: number) => boolean): Promise<Shop> {
  const chosen = await sim.next((index) => fits(sim.versions(index)));
  await chosen.commit();
  return chosen;
}

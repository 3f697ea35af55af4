import { afterAll, beforeAll, expect, test } from "vitest";
import { type Shop, type Shops, startShops } from "./endpoints/testing.ts";
import type { Reply } from "./testing.ts";

let sim: Shops;

beforeAll(async () => {
  sim = await startShops({ accounts: 800 });
});
afterAll(() => sim.close());

const scanSeconds = (value: number) => sim.send("/_sim/settings", { scanSeconds: value });

/** How a Mini Program gets into each state; the last auditid, if any, is answered. */
const STATES: Readonly<Record<string, (shop: Shop) => Promise<number | undefined>>> = {
  none: async () => undefined,
  scanning: async (shop) => {
    await scanSeconds(600);
    await shop.commit();
    await scanSeconds(0);
    return undefined;
  },
  clean: async (shop) => {
    await shop.commit();
    return undefined;
  },
  blocked: async (shop) => {
    await shop.commit(0, { requiredPrivateInfos: ["choosePoi"] });
    return undefined;
  },
  auditing: async (shop) => {
    await shop.commit();
    return (await shop.submit()).auditid;
  },
  approved: (shop) => decided(shop, "approve"),
  rejected: (shop) => decided(shop, "reject"),
  delayed: (shop) => decided(shop, "delay"),
  withdrawn: async (shop) => {
    const auditid = await STATES.auditing?.(shop);
    await shop.call("/wxa/undocodeaudit");
    return auditid;
  },
  released: async (shop) => {
    const auditid = await decided(shop, "approve");
    await shop.call("/wxa/release", {});
    return auditid;
  },
  gray: async (shop) => {
    const auditid = await decided(shop, "approve");
    await shop.call("/wxa/grayrelease", { gray_percentage: 10 });
    return auditid;
  },
};

async function decided(shop: Shop, verdict: string): Promise<number | undefined> {
  const auditid = await STATES.auditing?.(shop);
  await sim.decide(auditid as number, verdict);
  return auditid;
}

const CALLS: Readonly<Record<string, (shop: Shop, auditid: number | undefined) => Promise<Reply>>> = {
  get_page: (shop) => shop.call("/wxa/get_page"),
  get_code_privacy_info: (shop) => shop.call("/wxa/security/get_code_privacy_info"),
  submit_audit: (shop) => shop.submit(),
  get_auditstatus: (shop, auditid = 1) => shop.call("/wxa/get_auditstatus", { auditid }),
  get_latest_auditstatus: (shop) => shop.call("/wxa/get_latest_auditstatus"),
  undocodeaudit: (shop) => shop.call("/wxa/undocodeaudit"),
  speedupaudit: (shop, auditid = 1) => shop.call("/wxa/speedupaudit", { auditid }),
  release: (shop) => shop.call("/wxa/release", {}),
  grayrelease: (shop) => shop.call("/wxa/grayrelease", { gray_percentage: 20 }),
  revertgrayrelease: (shop) => shop.call("/wxa/revertgrayrelease"),
  revertcoderelease: (shop) => shop.call("/wxa/revertcoderelease"),
  change_visitstatus: (shop) => shop.call("/wxa/change_visitstatus", { action: "close" }),
};

/** What each call answers in each state, for a Mini Program with two live versions or more. */
const TABLE = `
call                   none  scanning clean blocked auditing approved rejected delayed withdrawn released gray
get_page               86001 0        0     0       0        0        0        0       0         0        0
get_code_privacy_info  86001 61039    0     0       0        0        0        0       0         0        0
submit_audit           85086 61039    0     61040   85009    0        0        85009   0         0        0
get_auditstatus        85012 85012    85012 85012   0        0        0        0       0         0        0
get_latest_auditstatus 85058 85058    85058 85058   0        0        0        0       0         0        0
undocodeaudit          85019 85019    85019 85019   0        85019    85019    0       85019     85019    85019
speedupaudit           85012 85012    85012 85012   0        89402    89402    89403   89402     89402    89402
release                85019 85019    85019 85019   85020    0        85020    85020   85020     85052    0
grayrelease            85080 85080    85080 85080   85080    0        85080    85080   85080     85080    0
revertgrayrelease      85020 85020    85020 85020   85020    85020    85020    85020   85020     85020    0
revertcoderelease      0     0        0     0       0        0        0        0       0         0        87011
change_visitstatus     0     0        0     0       0        0        0        0       0         0        0
`;
const [head, ...rows] = TABLE.trim()
  .split("\n")
  .map((line) => line.split(/\s+/)) as [string[], ...string[][]];

test.each(rows.map(([call, ...codes]) => [call as string, codes.map(Number)] as const))(
  "%s answers as each state demands",
  async (call, expected) => {
    const seen: (number | undefined)[] = [];
    for (const state of head.slice(1)) {
      const shop = await sim.next((index) => sim.versions(index) >= 2);
      const auditid = await STATES[state]?.(shop);
      const answer = await CALLS[call]?.(shop, auditid);
      seen.push(answer?.errcode);
      // A refused call changes nothing: it is refused again for the same reason.
      if (answer?.errcode) expect((await CALLS[call]?.(shop, auditid))?.errcode).toBe(answer.errcode);
    }
    expect(Object.fromEntries(head.slice(1).map((state, nth) => [state, seen[nth]]))).toEqual(
      Object.fromEntries(head.slice(1).map((state, nth) => [state, expected[nth]])),
    );
  },
);

test("before anything was ever released there is nothing to grow from and nothing to go back to", async () => {
  const shop = await sim.next((index) => sim.versions(index) === 0);
  await STATES.approved?.(shop);
  expect((await CALLS.grayrelease?.(shop, 0))?.errcode).toBe(85079);
  expect((await CALLS.revertcoderelease?.(shop, 0))?.errcode).toBe(87012);
  expect(await shop.call("/wxa/getversioninfo", {})).toEqual({
    errcode: 0,
    errmsg: "ok",
    exp_info: { exp_time: expect.any(Number), exp_version: "2.7.1", exp_desc: "自提点" },
  });
  expect((await CALLS.release?.(shop, 0))?.errcode).toBe(0);
});

import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dayOf, monthOf } from "./calendar.ts";
import { type Shop, type Shops, startShops } from "./endpoints/testing.ts";
import type { Reply } from "./testing.ts";

const RUNS = 200;
const SEED = 20_261_126;
const HALF_A_DAY = 43_200;

let sim: Shops;
let ledgerSeen = 0;
/** Accepted submissions by month, as the ledger has them. */
const submitted = new Map<string, number>();

beforeAll(async () => {
  sim = await startShops({ accounts: 1000, settings: { reviewSeconds: HALF_A_DAY } });
});
afterAll(() => sim.close());

type ReviewState = "auditing" | "approved" | "rejected" | "delayed" | "withdrawn" | "released";

/** What an observer of the answers knows. */
interface Model {
  commits: number;
  committed: string | null;
  review: { state: ReviewState; version: string; auditid: number } | null;
  /** Versions that were live, newest last; the oldest have no name here. */
  live: string[];
  reverted: boolean;
  gray: { version: string; percentage: number } | null;
  quota: { month: string; used: number; limit: number };
  undo: { day: string; today: number; month: string; inMonth: number };
}

interface Real {
  shop: Shop;
}

const now = () => sim.world.clock.now();

function goLive(model: Model): void {
  if (!model.review) throw new Error("released without a review");
  model.review.state = "released";
  model.live = [...model.live, model.review.version].slice(-5);
  model.reverted = false;
  model.gray = null;
}

const isOpen = (model: Model) => model.review?.state === "auditing" || model.review?.state === "delayed";

/** One command: what the model expects, the call, and what an accepted call changes. */
function command(
  name: string,
  call: (real: Real, model: Model) => Promise<Reply>,
  expected: (model: Model) => number,
  change: (model: Model, answer: Reply) => void,
): fc.AsyncCommand<Model, Real> {
  return {
    check: () => true,
    toString: () => name,
    async run(model, real) {
      const errcode = expected(model);
      const answer = await call(real, model);
      expect(`${name}: ${answer.errcode}`).toBe(`${name}: ${errcode}`);
      if (errcode === 0) change(model, answer);
    },
  };
}

const commit = command(
  "commit",
  ({ shop }, model) => shop.commit(0, {}, { user_version: `v${model.commits + 1}` }),
  () => 0,
  (model) => {
    model.commits++;
    model.committed = `v${model.commits}`;
  },
);

const submit = command(
  "submit",
  ({ shop }) => shop.submit({}),
  (model) => {
    const month = monthOf(now());
    if (model.quota.month !== month) Object.assign(model.quota, { month, used: 0 });
    if (!model.committed) return 85086;
    if (isOpen(model)) return 85009;
    return model.quota.used < model.quota.limit ? 0 : 85085;
  },
  (model, { auditid }) => {
    model.quota.used++;
    model.review = { state: "auditing", version: model.committed as string, auditid };
  },
);

const withdraw = command(
  "withdraw",
  ({ shop }) => shop.call("/wxa/undocodeaudit"),
  (model) => {
    const { undo } = model;
    const [day, month] = [dayOf(now()), monthOf(now())];
    if (undo.day !== day) Object.assign(undo, { day, today: 0 });
    if (undo.month !== month) Object.assign(undo, { month, inMonth: 0 });
    if (!isOpen(model)) return 85019;
    return undo.today < 5 && undo.inMonth < 10 ? 0 : 87013;
  },
  (model) => {
    if (model.review) model.review.state = "withdrawn";
    model.undo.today++;
    model.undo.inMonth++;
  },
);

const release = command(
  "release",
  ({ shop }) => shop.call("/wxa/release", {}),
  ({ review }) => {
    if (!review) return 85019;
    if (review.state === "released") return 85052;
    return review.state === "approved" ? 0 : 85020;
  },
  goLive,
);

const gray = (percentage: number) =>
  command(
    `gray ${percentage}`,
    ({ shop }) => shop.call("/wxa/grayrelease", { gray_percentage: percentage }),
    ({ live, review, gray: plan }) => {
      if (live.length === 0) return 85079;
      if (review?.state !== "approved") return 85080;
      return plan?.version === review.version && percentage <= plan.percentage ? 85082 : 0;
    },
    (model) => {
      if (percentage === 100) goLive(model);
      else model.gray = { version: model.review?.version ?? "", percentage };
    },
  );

const revertGray = command(
  "revert gray",
  ({ shop }) => shop.call("/wxa/revertgrayrelease"),
  (model) => (model.gray ? 0 : 85020),
  (model) => {
    model.gray = null;
  },
);

const revert = command(
  "revert",
  ({ shop }) => shop.call("/wxa/revertcoderelease"),
  (model) => {
    if (model.gray) return 87011;
    return model.reverted || model.live.length < 2 ? 87012 : 0;
  },
  (model) => {
    model.live.pop();
    model.reverted = true;
  },
);

const decide = (verdict: "approve" | "reject" | "delay", state: ReviewState): fc.AsyncCommand<Model, Real> => ({
  check: isOpen,
  toString: () => verdict,
  async run(model) {
    if (!model.review) return;
    await sim.decide(model.review.auditid, verdict);
    model.review.state = state;
  },
});

/** The whole way at once, so that histories grow long. */
const ship: fc.AsyncCommand<Model, Real> = {
  check: () => true,
  toString: () => "ship",
  async run(model, real) {
    for (const step of [commit, submit, decide("approve", "approved"), release]) {
      if (step.check(model)) await step.run(model, real);
    }
  },
};

const wait = (days: number): fc.AsyncCommand<Model, Real> => ({
  check: () => true,
  toString: () => `wait ${days} days`,
  async run(model, real) {
    await sim.advance(days * 86_400);
    real.shop = await sim.renewed(real.shop);
    // Whatever was open is decided by then: without rejections, for the better.
    if (model.review && isOpen(model)) model.review.state = "approved";
  },
});

/** Reads everything back and compares it with the model and the ledger. */
async function observe(model: Model, { shop }: Real): Promise<void> {
  const { exp_info, release_info } = await shop.call("/wxa/getversioninfo", {});
  expect(exp_info?.exp_version ?? null).toBe(model.committed);
  if (model.live.at(-1)) expect(release_info.release_version).toBe(model.live.at(-1));
  const { version_list } = await shop.call("/wxa/revertcoderelease?action=get_history_version");
  expect(version_list).toHaveLength(model.reverted ? 0 : Math.max(0, model.live.length - 1));
  expect(version_list.length).toBeLessThan(5);
  const { gray_release_plan: plan } = await shop.call("/wxa/getgrayreleaseplan");
  expect(plan.status === 1).toBe(model.gray !== null);
  if (model.gray) expect(plan.gray_percentage).toBe(model.gray.percentage);
  const { limit, rest } = await shop.call("/wxa/queryquota");
  expect(rest).toBeGreaterThanOrEqual(0);
  for (const entry of sim.world.ledger.since(ledgerSeen)) {
    ledgerSeen = entry.seq;
    if (entry.path !== "/wxa/submit_audit" || entry.errcode !== 0) continue;
    submitted.set(monthOf(entry.at), (submitted.get(monthOf(entry.at)) ?? 0) + 1);
  }
  expect(limit - rest).toBe(submitted.get(monthOf(now())) ?? 0);
}

test("over 200 random histories, answers, quota, ledger and what is live agree with a model", async () => {
  const commands = fc.commands(
    [
      ...[commit, submit, submit, withdraw, release, release, revert, revertGray, ship, ship, ship],
      ...[decide("approve", "approved"), decide("reject", "rejected"), decide("delay", "delayed")],
    ]
      .map((one) => fc.constant(one))
      .concat([fc.constantFrom(1, 10, 50, 100).map(gray), fc.constantFrom(0.5, 0.5, 0.5, 1, 1, 3).map(wait)]),
    { maxCommands: 20 },
  );
  await fc.assert(
    fc.asyncProperty(commands, fc.constantFrom(1, 3, 20, 20), async (cmds, more) => {
      const shop = await sim.next();
      const before = await shop.call("/wxa/queryquota");
      const used = before.limit - before.rest;
      await sim.send(`/_sim/platforms/${sim.platform.appid}`, { review_quota: used + more });
      const { version_list, errcode } = await shop.call("/wxa/revertcoderelease?action=get_history_version");
      expect(errcode).toBe(0);
      const { release_info } = await shop.call("/wxa/getversioninfo", {});
      const live = release_info ? [...version_list.map(() => ""), release_info.release_version] : [];
      const real: Real = { shop };
      const model: Model = {
        ...{ commits: 0, committed: null, review: null, live, reverted: false, gray: null },
        quota: { month: monthOf(now()), used, limit: used + more },
        undo: { day: "", today: 0, month: "", inMonth: 0 },
      };
      await fc.asyncModelRun(() => ({ model, real }), cmds);
      await observe(model, real);
    }),
    { numRuns: RUNS, seed: SEED },
  );
}, 120_000);

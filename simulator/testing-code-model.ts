import fc from "fast-check";
import { expect } from "vitest";
import { dayOf, monthOf } from "./calendar.ts";
import type { Shop, Shops } from "./endpoints/testing.ts";
import type { Reply } from "./testing.ts";

type ReviewState = "auditing" | "approved" | "rejected" | "delayed" | "withdrawn" | "released";

/** What an observer of the answers knows of one Mini Program. */
export interface Model {
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

export interface Real {
  readonly sim: Shops;
  shop: Shop;
}

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
  expected: (model: Model, now: number) => number,
  change: (model: Model, answer: Reply) => void,
): fc.AsyncCommand<Model, Real> {
  return {
    check: () => true,
    toString: () => name,
    async run(model, real) {
      const errcode = expected(model, real.sim.world.clock.now());
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
  (model, now) => {
    const month = monthOf(now);
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
  (model, now) => {
    const { undo } = model;
    const [day, month] = [dayOf(now), monthOf(now)];
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
  async run(model, { sim }) {
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
    await real.sim.advance(days * 86_400);
    real.shop = await real.sim.renewed(real.shop);
    // Whatever was open is decided by then: without rejections, for the better.
    if (model.review && isOpen(model)) model.review.state = "approved";
  },
});

/** Any of them; the whole way three times as often. */
export const anyCommands = fc.commands(
  [
    ...[commit, submit, submit, withdraw, release, release, revert, revertGray, ship, ship, ship],
    ...[decide("approve", "approved"), decide("reject", "rejected"), decide("delay", "delayed")],
  ]
    .map((one) => fc.constant(one))
    .concat([fc.constantFrom(1, 10, 50, 100).map(gray), fc.constantFrom(0.5, 0.5, 0.5, 1, 1, 3).map(wait)]),
  { maxCommands: 20 },
);

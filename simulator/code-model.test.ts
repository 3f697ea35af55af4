import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { monthOf } from "./calendar.ts";
import { type Shops, startShops } from "./endpoints/testing.ts";
import { anyCommands, type Model, type Real } from "./testing-code-model.ts";

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

const now = () => sim.world.clock.now();

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
  await fc.assert(
    fc.asyncProperty(anyCommands, fc.constantFrom(1, 3, 20, 20), async (cmds, more) => {
      const shop = await sim.next();
      const before = await shop.call("/wxa/queryquota");
      const used = before.limit - before.rest;
      await sim.send(`/_sim/platforms/${sim.platform.appid}`, { review_quota: used + more });
      const { version_list, errcode } = await shop.call("/wxa/revertcoderelease?action=get_history_version");
      expect(errcode).toBe(0);
      const { release_info } = await shop.call("/wxa/getversioninfo", {});
      const live = release_info ? [...version_list.map(() => ""), release_info.release_version] : [];
      const real: Real = { sim, shop };
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

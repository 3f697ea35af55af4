import { afterEach, expect, test } from "vitest";
import { type Received, startReceiver, startTestSimulator } from "./testing.ts";

const START = Date.UTC(2026, 10, 20, 2, 0, 0);
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A simulator whose time stands still and whose first platform pushes to `answer`. */
async function start(answer: (received: Received) => { status?: number; body: string } | "silence") {
  const sim = await startTestSimulator({ clock: undefined, startAt: START, pace: "still" });
  const [platform] = sim.world.platforms as [(typeof sim.world.platforms)[number]];
  const receiver = await startReceiver(() => platform, answer);
  closing.push(sim.close, receiver.close);
  await sim.send(`/_sim/platforms/${platform.appid}`, { events_url: `${receiver.url}/events` });
  const pushes = async () =>
    (await sim.send("/_sim/ledger?since=0")).entries
      .filter((entry: { direction: string }) => entry.direction === "push")
      .map(({ at, errcode }: { at: number; errcode: number }) => [(at - START) / 1000, errcode]);
  const advance = (seconds: number) => sim.send("/_sim/clock/advance", { seconds });
  return { sim, receiver, pushes, advance };
}

test("a journey has every push answered, and every retry sent, at its own moment", async () => {
  let refusals = 2;
  const { advance, pushes } = await start(() => (refusals-- > 0 ? { status: 500, body: "" } : { body: "success" }));
  expect(await advance(1_800)).toEqual({ now: START / 1000 + 1_800 });
  expect(await pushes()).toEqual([
    [600, -1],
    [605, -1],
    [610, 0],
    [1_200, 0],
    [1_800, 0],
  ]);
});

test("days pass without a push lost or refused for want of time", async () => {
  const { advance, pushes, sim } = await start(() => ({ body: "success" }));
  await advance(2 * 86_400);
  await sim.world.underWay.below(0, 10_000);
  const all = await pushes();
  expect(all.map(([, errcode]: [number, number]) => errcode)).toEqual(Array.from({ length: 2 * 144 }, () => 0));
  expect(all.slice(0, 140)).toEqual(Array.from({ length: 140 }, (_, nth) => [(nth + 1) * 600, 0]));
});

test("a silent receiver holds no journey up for long, and other calls are answered meanwhile", async () => {
  const { advance, sim } = await start(() => "silence");
  const journey = advance(86_400);
  expect((await sim.send("/_sim/health")).ok).toBe(true);
  expect(await journey).toEqual({ now: START / 1000 + 86_400 });
});

test("journeys follow one another and add up", async () => {
  const { advance, sim } = await start(() => ({ body: "success" }));
  await Promise.all([advance(1_000), advance(2_000), advance(0)]);
  expect(await sim.send("/_sim/clock")).toEqual({ now: START / 1000 + 3_000 });
});

test("tickets, tokens and the quota of the day end with time", async () => {
  const { advance, sim } = await start(() => ({ body: "success" }));
  const platform = await sim.component();
  const list = () => platform.post("api_get_authorizer_list", { offset: 0, count: 1 });
  await sim.send("/_sim/quotas", { path: "/cgi-bin/component/api_get_authorizer_list", daily_limit: 1 });
  expect((await list()).total_count).toBe(40);
  expect((await list()).errcode).toBe(45009);
  await advance(7_199);
  expect((await list()).errcode).toBe(45009);
  await advance(1);
  expect((await list()).errcode).toBe(42001);
  await advance(14 * 3_600);
  const fresh = await sim.component();
  expect((await fresh.post("api_get_authorizer_list", { offset: 0, count: 1 })).total_count).toBe(40);
  const [first] = sim.world.platforms;
  const valid = first?.tickets.filter((ticket) => ticket.expiresAt > sim.world.clock.now());
  expect(valid?.length).toBeLessThanOrEqual(73);
});

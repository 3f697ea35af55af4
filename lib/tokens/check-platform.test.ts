import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { type Context, type Services, systemContext } from "#lib/core/context.ts";
import { findPlatform } from "#lib/platforms/index.ts";
import { connectSimulatedPlatform } from "#lib/platforms/testing.ts";
import { type Simulator, startSimulator } from "#simulator/start.ts";
import { checkPlatformJob } from "./index.ts";
import { openTestServices, receiveTicket } from "./testing.ts";

let simulator: Simulator;
let services: Services;
let ctx: Context;
let componentAppId: string;
const clock = fixedClock(Date.now());

beforeAll(async () => {
  simulator = await startSimulator({ accounts: 5, authorized: 0, seed: "check" });
  services = await openTestServices({ dialect: inject("dialect"), apiUrl: simulator.url, clock });
  ctx = systemContext(services, "test");
  componentAppId = (await connectSimulatedPlatform(services, simulator.url)).componentAppId;
});
afterAll(async () => {
  await services.store.close();
  await simulator.close();
});

const check = () => checkPlatformJob.run(ctx, { componentAppId }, { jobId: "test", attempt: 1 });
const health = () => findPlatform(ctx, componentAppId);
const openChecks = async () => {
  const { jobs } = services.store.t;
  const rows = await services.store.db.select().from(jobs);
  return rows.filter(({ kind }) => kind === checkPlatformJob.kind).length;
};
const allow = (list: string[] | null) => {
  const platform = simulator.world.platforms[0];
  if (platform) platform.ipWhitelist = list;
};

it("a platform without a ticket is checked in vain, quietly", async () => {
  await check();
  expect((await health()).componentToken).toMatchObject({ state: "missing", refreshedAt: null });
});

it("the address that WeChat refuses is shown until a call has got through", async () => {
  allow(["192.0.2.1"]);
  await receiveTicket(services, componentAppId);
  await check();
  expect(await health()).toMatchObject({
    refusedIpAddress: "127.0.0.1",
    componentToken: { state: "failing", lastErrcode: 61004 },
  });
  allow(null);
  clock.advance(31_000);
  await check();
  expect(await health()).toMatchObject({ refusedIpAddress: null, componentToken: { state: "valid" } });
});

it("an address refused after the token was bought counts as accepted with the next call that gets through", async () => {
  allow(["192.0.2.1"]);
  await check();
  expect((await health()).refusedIpAddress).toBe("127.0.0.1");
  allow(null);
  await check();
  expect(await health()).toMatchObject({ refusedIpAddress: null, componentToken: { state: "valid" } });
});

it("a ticket has the token tried where none works, and leaves one that works alone", async () => {
  const before = await openChecks();
  clock.advance(60_000);
  await receiveTicket(services, componentAppId);
  expect(await openChecks()).toBe(before);
  clock.advance(3 * 60 * 60_000);
  await receiveTicket(services, componentAppId);
  expect(await openChecks()).toBe(before + 1);
});

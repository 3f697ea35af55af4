import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { findAccount } from "#lib/accounts/index.ts";
import { createInvitation } from "#lib/authorization/index.ts";
import type { Context } from "#lib/core/context.ts";
import { findPlatform } from "#lib/platforms/index.ts";
import { signedInAs } from "#lib/staff/testing.ts";
import { listEvents } from "./list-events.ts";
import { openTestConsole, type TestConsole } from "./testing.ts";

let hall: TestConsole;
let operator: Context;
const within = { timeout: 20_000, interval: 25 };

beforeAll(async () => {
  hall = await openTestConsole({ dialect: inject("dialect") });
  operator = await signedInAs(hall.services, "operator");
  await vi.waitFor(async () => {
    expect((await findPlatform(hall.system, hall.componentAppId)).ticketReceivedAt).not.toBeNull();
  }, within);
});
afterAll(() => hall?.close());

const eventsOf = async (appId: string) =>
  (await listEvents(operator, { direction: "next", limit: 50, appId })).items.toReversed();

async function authorize(appId: string): Promise<void> {
  const invitation = await createInvitation(operator, {
    merchantReference: `R-${appId}`,
    accountKind: "both",
    expiresInHours: 1,
  });
  const { preAuthCode } = await hall.openAsMerchant(invitation.code);
  await hall.confirm(appId, preAuthCode);
}

test("an event that WeChat's silence keeps from being worked is tried again until it is", async () => {
  const appId = hall.simulator.world.accounts[0]?.appid ?? "";
  await hall.control("faults", { path: "/cgi-bin/component/api_query_auth", kind: "reset_before", times: 2 });
  await authorize(appId);
  await vi.waitFor(async () => {
    const [event] = await eventsOf(appId);
    expect(event).toMatchObject({ state: "received", problem: "wechat_unreachable" });
  }, within);
  await vi.waitFor(async () => {
    hall.simulator.world.clock.advance(5_000);
    expect((await eventsOf(appId))[0]).toMatchObject({ state: "done" });
  }, within);
  expect(await findAccount(hall.system, appId)).toMatchObject({ grantState: "authorized" });
});

test("events of one account are worked in the order they came, while others pass by", async () => {
  const [, first, second] = hall.simulator.world.accounts.map((account) => account.appid);
  if (!first || !second) throw new Error("No accounts");
  await hall.control("faults", {
    path: "/cgi-bin/component/api_query_auth",
    kind: "latency",
    latency_ms: 800,
    times: 1,
  });
  await authorize(first);
  hall.simulator.world.clock.advance(2_000);
  await hall.control(`accounts/${first}/revoke`, { component_appid: hall.componentAppId });
  await authorize(second);
  await vi.waitFor(async () => {
    expect((await eventsOf(first)).map((event) => event.state)).toEqual(["done", "done"]);
    expect((await eventsOf(second)).map((event) => event.state)).toEqual(["done"]);
  }, within);
  const [authorized, unauthorized] = await eventsOf(first);
  expect([authorized?.kind, unauthorized?.kind]).toEqual(["authorized", "unauthorized"]);
  expect(authorized?.handledAt ?? 0).toBeLessThanOrEqual(unauthorized?.handledAt ?? 0);
  expect(await findAccount(hall.system, second)).toMatchObject({ grantState: "authorized" });
  expect((await findAccount(hall.system, first))?.grantState).not.toBe("authorized");
});

test("duplicated and reordered pushes leave the state of the newest event", async () => {
  const appId = hall.simulator.world.accounts[5]?.appid ?? "";
  await hall.control("faults", { path: "authorized", kind: "duplicate", times: 1 });
  await authorize(appId);
  await vi.waitFor(async () => expect((await eventsOf(appId))[0]).toMatchObject({ state: "done" }), within);
  hall.simulator.world.clock.advance(2_000);
  // The revocation is held back until the new authorization has been pushed.
  await hall.control("faults", { path: "unauthorized", kind: "reorder", times: 1 });
  await hall.control(`accounts/${appId}/revoke`, { component_appid: hall.componentAppId });
  hall.simulator.world.clock.advance(2_000);
  await authorize(appId);
  await vi.waitFor(async () => {
    hall.simulator.world.clock.advance(1_000);
    const events = await eventsOf(appId);
    expect(events.map((event) => event.kind).sort()).toEqual(["authorized", "authorized", "unauthorized"]);
    expect(events.every((event) => event.state === "done")).toBe(true);
  }, within);
  expect(await findAccount(hall.system, appId)).toMatchObject({ grantState: "authorized" });
});

test("the platform passes WeChat's release check", async () => {
  const result = await hall.control("release-checks", { component_appid: hall.componentAppId });
  expect(result).toMatchObject({ passed: true });
}, 60_000);

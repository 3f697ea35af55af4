import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { connectPlatform, findPlatform } from "#lib/platforms/index.ts";
import { type SimulatedCredentials, simulatedCredentials } from "#lib/platforms/testing.ts";
import { buildXml } from "#simulator/xml.ts";
import { makeDelivery, openTestConsole, type TestConsole } from "./testing.ts";

let hall: TestConsole;
let own: SimulatedCredentials;
let serial = 0;

beforeAll(async () => {
  hall = await openTestConsole({ dialect: inject("dialect"), isDeaf: true, isIdle: true });
  own = await simulatedCredentials(hall.simulator.url);
});
afterAll(() => hall?.close());

const now = () => hall.services.clock.now();

/** Sends a push signed with `token` and sealed with `encodingAesKey`. @returns the status */
async function send(keys: { token: string; encodingAesKey: string }): Promise<number> {
  serial += 1;
  const fields = {
    AppId: own.component_appid,
    CreateTime: Math.floor(now() / 1_000),
    InfoType: "notify_test",
    AuthorizerAppid: `wx00000000000${String(serial).padStart(5, "0")}`,
  };
  const to = { AppId: own.component_appid };
  const push = { ...keys, receiver: own.component_appid, timestampMs: now(), xml: buildXml(fields), to };
  const { query, body } = makeDelivery(push);
  const url = `http://callback/wx/${own.component_appid}/events?${query}`;
  return (await hall.handler(new Request(url, { method: "POST", body }))).status;
}

test("token and key change in any order over there: every push opens meanwhile, and the old ones are noticed", async () => {
  const old = { token: own.token, encodingAesKey: own.encoding_aes_key };
  const fresh = { token: "rotated", encodingAesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG" };
  const seenAt = async () => (await findPlatform(hall.system, own.component_appid)).keys.previousSeenAt;
  const componentAppId = own.component_appid;
  await connectPlatform(hall.system, { componentAppId, name: own.name, appSecret: own.component_appsecret, ...fresh });
  await vi.waitFor(async () => expect(await send(fresh)).toBe(200), { timeout: 25_000, interval: 20 });
  expect(await seenAt()).toBeNull();
  for (const keys of [{ ...fresh, token: old.token }, { ...fresh, encodingAesKey: old.encodingAesKey }, old]) {
    hall.simulator.world.clock.advance(60_000);
    const sentAt = now();
    expect(await send(keys)).toBe(200);
    expect(await seenAt()).toBeGreaterThanOrEqual(sentAt);
  }
  expect(await send({ ...fresh, token: "never-used" })).toBe(400);
  expect(await send({ ...fresh, encodingAesKey: "Z".repeat(43) })).toBe(400);
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { makeDelivery, openTestConsole, type TestConsole } from "#lib/callbacks/testing.ts";
import { connectPlatform, findPlatform } from "#lib/platforms/index.ts";
import { simulatedCredentials } from "#lib/platforms/testing.ts";
import {
  accountTokenHealth,
  componentTokenHealth,
  tendTicketsJob,
  withAccountToken,
  withComponentToken,
} from "./index.ts";
import { readToken } from "./store.ts";

const minuteS = 60;
const hourS = 60 * minuteS;
const ticketPush = "component_verify_ticket";
const askPath = "/cgi-bin/component/api_start_push_ticket";
const about = { jobId: "test", attempt: 1 };

// Both sides share the simulator's clock; pushes come over HTTP and are worked off when the test says.
describe("when WeChat is out of order", { timeout: 120_000 }, () => {
  let hall: TestConsole;
  let account: { componentAppId: string; appId: string };

  beforeAll(async () => {
    hall = await openTestConsole({
      dialect: inject("dialect"),
      simulator: { accounts: 40, authorized: 5, seed: "outages" },
      isIdle: true,
    });
    account = { componentAppId: hall.componentAppId, appId: [...hall.simulator.world.platforms[0]!.grants.keys()][0]! };
    await settled();
  });
  afterAll(() => hall.close());
  beforeEach(async () => {
    await hall.control("tickets", { component_appid: hall.componentAppId });
    await settled();
  });
  afterEach(() => hall.simulator.world.faults.clear());

  const component = () => withComponentToken(hall.system, hall.componentAppId, async (token) => token);
  const merchant = () => withAccountToken(hall.system, account, async (token) => token);
  const pass = (seconds: number) => hall.control("clock/advance", { seconds });
  const loseTickets = () =>
    hall.simulator.world.faults.add({ path: ticketPush, kind: "drop", times: null, rate: 1, latencyMs: 0, errcode: 0 });
  const calls = (seq: number, path: string) =>
    hall.simulator.world.ledger.since(seq).filter((entry) => entry.path === path).length;
  const ticket = () => readToken(hall.system, { componentAppId: hall.componentAppId, appId: "" });
  const pushes = () => hall.simulator.world.pushes.filter((push) => push.component_appid === hall.componentAppId);
  /** Every push has been answered and worked off. */
  async function settled(): Promise<void> {
    const answered = () => pushes().every((push) => push.outcome !== "pending");
    await vi.waitUntil(answered, { timeout: 20_000 });
    await hall.worker.drain();
  }

  it("and silent for 11.5 hours, the ticket from before still buys a token", async () => {
    loseTickets();
    const before = await ticket();
    const seq = hall.simulator.world.ledger.last;
    await pass(11.5 * hourS);
    await expect(component()).resolves.toMatch(/^\d\d_/);
    await expect(merchant()).resolves.toMatch(/^\d\d_/);
    expect((await ticket())?.sourceAt).toBe(before?.sourceAt);
    expect(calls(seq, askPath)).toBe(0);
  });

  it("and silent for longer than a ticket lives, the console asks for one and recovers without a person", async () => {
    loseTickets();
    await pass(12.5 * hourS);
    hall.simulator.world.faults.clear();
    const seq = hall.simulator.world.ledger.last;
    await expect(merchant()).rejects.toMatchObject({ code: "ticket_missing" });
    expect(calls(seq, askPath)).toBe(1);
    await settled();
    // Nothing cools off: neither the platform's token nor the merchant's, which failed for its sake.
    await expect(merchant()).resolves.toMatch(/^\d\d_/);
    expect(await componentTokenHealth(hall.system, hall.componentAppId)).toMatchObject({ state: "valid" });
  });

  it("and its tickets stop coming, they are asked for while the last one is still good", async () => {
    loseTickets();
    const seq = hall.simulator.world.ledger.last;
    await pass(24 * minuteS);
    await tendTicketsJob.run(hall.system, {}, about);
    expect(calls(seq, askPath)).toBe(0);
    await pass(2 * minuteS);
    await tendTicketsJob.run(hall.system, {}, about);
    await tendTicketsJob.run(hall.system, {}, about);
    expect(calls(seq, askPath)).toBe(1);
    hall.simulator.world.faults.clear();
    await pass(11 * minuteS);
    await settled();
    await tendTicketsJob.run(hall.system, {}, about);
    expect(calls(seq, askPath)).toBe(1);
  });

  it("and a ticket comes after a newer one, the newer one stays", async () => {
    const late = { path: ticketPush, kind: "delay", times: 1, rate: 1, latencyMs: 30_000, errcode: 0 } as const;
    hall.simulator.world.faults.add(late);
    await hall.control("tickets", { component_appid: hall.componentAppId });
    await pass(2);
    await hall.control("tickets", { component_appid: hall.componentAppId });
    await vi.waitUntil(() => pushes().at(-1)?.outcome === "accepted", { timeout: 20_000 });
    await hall.worker.drain();
    const newer = await ticket();
    await pass(30);
    await settled();
    expect(pushes().slice(-2)).toMatchObject([{ outcome: "accepted" }, { outcome: "accepted" }]);
    expect((await ticket())?.sourceAt).toBe(newer?.sourceAt);
    await expect(component()).resolves.toMatch(/^\d\d_/);
  });

  it("and the AppSecret was changed there, health says so, and the new one heals it at once", async () => {
    const before = await simulatedCredentials(hall.simulator.url);
    await merchant();
    await hall.control(`platforms/${hall.componentAppId}`, { component_appsecret: "f".repeat(32) });
    await pass(3 * hourS);
    await settled();
    await expect(component()).rejects.toMatchObject({ data: { errcode: 40125 } });
    await expect(component()).rejects.toMatchObject({ code: "token_cooling", data: { errcode: 40125 } });
    await expect(merchant()).rejects.toMatchObject({ data: { errcode: 40125 } });
    const failing = { state: "failing", lastErrcode: 40125 };
    expect((await findPlatform(hall.system, hall.componentAppId)).componentToken).toMatchObject(failing);
    expect(await accountTokenHealth(hall.system, account)).toMatchObject(failing);

    const { name, token, encoding_aes_key: encodingAesKey } = before;
    const given = { componentAppId: hall.componentAppId, name, token, encodingAesKey };
    await connectPlatform(hall.system, { ...given, appSecret: "f".repeat(32) });
    await expect(merchant()).resolves.toMatch(/^\d\d_/);
    expect((await findPlatform(hall.system, hall.componentAppId)).componentToken.state).toBe("valid");
  });

  it("and the EncodingAESKey is being changed, pushes under the old and the new one bring tickets", async () => {
    const before = await simulatedCredentials(hall.simulator.url);
    const encodingAesKey = "N".repeat(42).padEnd(43, "w");
    const { name, token, component_appsecret: appSecret } = before;
    await connectPlatform(hall.system, { componentAppId: hall.componentAppId, name, token, appSecret, encodingAesKey });
    const push = async () => {
      const old = await ticket();
      await pass(10 * minuteS);
      await settled();
      expect(pushes().at(-1)).toMatchObject({ kind: ticketPush, outcome: "accepted" });
      expect((await ticket())!.sourceAt).toBeGreaterThan(old!.sourceAt!);
    };
    await push();
    await hall.control(`platforms/${hall.componentAppId}`, { encoding_aes_key: encodingAesKey });
    await push();
    const seen = await ticket();
    const at = hall.simulator.world.clock.now() + 1_000;
    const fields = [
      `<AppId>${hall.componentAppId}</AppId><CreateTime>${Math.ceil(at / 1_000)}</CreateTime>`,
      `<InfoType>${ticketPush}</InfoType><ComponentVerifyTicket>ticket@@@under-the-old-key</ComponentVerifyTicket>`,
    ];
    const { query, body } = makeDelivery({
      ...{ token, encodingAesKey: before.encoding_aes_key, receiver: hall.componentAppId, timestampMs: at },
      ...{ xml: `<xml>${fields.join("")}</xml>`, to: { AppId: hall.componentAppId } },
    });
    const url = `${hall.callbackUrl}/wx/${hall.componentAppId}/events?${query}`;
    expect(await (await fetch(url, { method: "POST", body })).text()).toBe("success");
    await hall.worker.drain();
    expect((await ticket())!.sourceAt).toBeGreaterThan(seen!.sourceAt!);
  });
});

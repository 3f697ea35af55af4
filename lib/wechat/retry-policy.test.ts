import pino from "pino";
import { afterEach, describe, expect, test } from "vitest";
import { endpoints } from "./endpoints/table.ts";
import { explainErrcode, knownErrcodes } from "./error-table.ts";
import { unreachable, wechatError } from "./errors.ts";
import { bindOpenAccount, commitCode, createPreAuthCode, getPages, releaseCode } from "./index.ts";
import { decideRetry } from "./retry-policy.ts";
import { startSampleServer, testClient } from "./testing.ts";

const first = { attempt: 1, waitedMs: 0, budgetMs: 60_000, jitter: 0 };
const { endpoint: reading } = getPages;
const { endpoint: committing } = commitCode;
const met = (errcode: number, endpoint = reading, state = first) =>
  decideRetry(endpoint, wechatError(endpoint.path, errcode, "x"), state);

describe("what is sent again", () => {
  test("of all errcodes only four are, and each of them is one that §I lets be repeated", () => {
    const again = knownErrcodes.filter((code) => met(code).again);
    expect(again).toEqual([-1000, -1, 89001, 9402202]);
    expect(again.map((code) => explainErrcode(code).retry)).toEqual(["back_off", "back_off", "human", "back_off"]);
  });

  test("busy: at most three sends with growing pauses, and only of a call that is safe to repeat", () => {
    for (const code of [-1, -1000]) {
      expect(met(code)).toEqual({ again: true, delayMs: 200, reason: `errcode ${code}` });
      expect(met(code, reading, { ...first, attempt: 2 })).toMatchObject({ again: true, delayMs: 400 });
      expect(met(code, reading, { ...first, attempt: 3 })).toEqual({ again: false, reason: "3 attempts made" });
      expect(met(code, committing)).toMatchObject({ again: false, reason: expect.stringContaining("effect") });
    }
  });

  test("a concurrent operation: once, after 5 to 30 seconds, even of a commit", () => {
    for (const jitter of [0, 0.999]) {
      const decision = met(9402202, committing, { ...first, jitter });
      expect(decision.again && decision.delayMs).toBeGreaterThanOrEqual(5_000);
      expect(decision.again && decision.delayMs).toBeLessThanOrEqual(30_000);
    }
    expect(met(9402202, committing, { ...first, attempt: 2 })).toMatchObject({ again: false });
    expect(met(9402202, committing, { ...first, budgetMs: 4_000 })).toMatchObject({ again: false });
  });

  test("other principals (89001), which WeChat sometimes says without a reason: once", () => {
    expect(met(89001, bindOpenAccount.endpoint)).toMatchObject({ again: true });
    expect(met(89001, bindOpenAccount.endpoint, { ...first, attempt: 2 })).toMatchObject({ again: false });
  });

  test.each([
    [61039, "by whoever can wait"],
    [45011, "by whoever can wait"],
    [45009, "quota"],
    [85085, "quota"],
    [40001, "by whoever holds the tokens"],
    [42001, "by whoever holds the tokens"],
    [61023, "by whoever holds the tokens"],
    [61003, "someone has to act"],
    [44002, "refused again"],
    [12_345_678, "someone has to act"],
  ])("%i is left to others, with the reason", (errcode, reason) => {
    const decision = met(errcode);
    expect(decision).toMatchObject({ again: false, reason: expect.stringContaining(reason) });
    expect(decision.reason).toContain(String(errcode));
  });

  test("no answer: a call that is safe to repeat, and any call that surely did not arrive", () => {
    const lost = (endpoint: typeof reading, effect: "none" | "unknown") =>
      decideRetry(endpoint, unreachable(endpoint.path, "reset", effect), first).again;
    for (const endpoint of endpoints) {
      expect(lost(endpoint, "none"), endpoint.name).toBe(true);
      expect(lost(endpoint, "unknown"), endpoint.name).toBe(endpoint.repeatable);
    }
  });

  test("neither rubbish nor an open circuit, nor beyond the time set aside", () => {
    for (const reason of ["malformed", "circuit_open"] as const)
      expect(decideRetry(reading, unreachable("/wxa/get_page", reason, "none"), first).again).toBe(false);
    expect(met(-1, reading, { ...first, waitedMs: 59_900 })).toMatchObject({
      again: false,
      reason: expect.stringContaining("used up"),
    });
  });
});

describe("the log", () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });

  /** The retry decisions of one call to a WeChat that answers in this way. */
  async function decisions(answer: string | null, call: (client: Parameters<typeof getPages>[0]) => Promise<unknown>) {
    const server = await startSampleServer((_request, response) =>
      answer === null ? response.destroy() : response.end(answer),
    );
    open.push(server);
    const lines: { msg: string; again: boolean; reason: string; errcode: number | null; componentAppId: string }[] = [];
    const log = pino({ level: "info", base: null }, { write: (line: string) => lines.push(JSON.parse(line)) });
    const { client } = testClient(server.url, { log });
    await call(client).catch(() => undefined);
    return lines.filter((line) => line.msg === "Retry decision");
  }
  const accountToken = "90_token";

  test("has a line for every decision to send again, and for the one not to", async () => {
    const ask = { componentAppId: "wx00000000000000c0", componentToken: "91_token" };
    const busy = await decisions('{"errcode":-1,"errmsg":"system error"}', (client) => createPreAuthCode(client, ask));
    expect(busy.map(({ again, reason, errcode }) => ({ again, reason, errcode }))).toEqual([
      { again: true, reason: "errcode -1", errcode: -1 },
      { again: true, reason: "errcode -1", errcode: -1 },
      { again: false, reason: "3 attempts made", errcode: -1 },
    ]);
    expect(busy[0]?.componentAppId).toBe(ask.componentAppId);
  });

  test("says why a release that may have happened is not sent again", async () => {
    const [lost, ...more] = await decisions(null, (client) => releaseCode(client, { accountToken }));
    expect(lost).toMatchObject({ again: false, reason: expect.stringContaining("may have had its effect") });
    expect(more).toEqual([]);
  });

  test("says why an error for people is not sent again", async () => {
    const [refused] = await decisions('{"errcode":48001,"errmsg":"x"}', (client) => getPages(client, { accountToken }));
    expect(refused).toMatchObject({
      again: false,
      errcode: 48001,
      reason: expect.stringContaining("someone has to act"),
    });
  });

  test("has no line for a call that went well", async () => {
    expect(await decisions('{"page_list":[]}', (client) => getPages(client, { accountToken }))).toEqual([]);
  });
});

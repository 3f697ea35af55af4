import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { auditEntries } from "#lib/audit/testing.ts";
import { fixedClock } from "#lib/core/clock.ts";
import { type Context, type Services, systemContext } from "#lib/core/context.ts";
import { findPlatform } from "#lib/platforms/index.ts";
import { connectSimulatedPlatform } from "#lib/platforms/testing.ts";
import { type Simulator, startSimulator } from "#simulator/start.ts";
import { clockSkewMs } from "./decide-token.ts";
import {
  accountTokenHealth,
  componentTokenHealth,
  recoverRefreshTokens,
  saveAuthorization,
  saveTicket,
  withAccountToken,
  withComponentToken,
} from "./index.ts";
import { isNewer } from "./save-ticket.ts";
import { readHistory } from "./store.ts";
import { openTestServices, receiveTicket } from "./testing.ts";

const componentPath = "/cgi-bin/component/api_component_token";
const accountPath = "/cgi-bin/component/api_authorizer_token";
const listPath = "/cgi-bin/component/api_get_authorizer_list";
const pushPath = "/cgi-bin/component/api_start_push_ticket";
const hourMs = 60 * 60_000;

describe("token trouble", { timeout: 120_000 }, () => {
  let simulator: Simulator;
  let services: Services;
  let ctx: Context;
  let componentAppId: string;
  let accounts: string[];
  const clock = fixedClock(Date.now());

  beforeAll(async () => {
    simulator = await startSimulator({ accounts: 1_600, authorized: 1_100, seed: "trouble" });
    services = await openTestServices({ dialect: inject("dialect"), apiUrl: simulator.url, clock });
    ctx = systemContext(services, "test");
    componentAppId = (await connectSimulatedPlatform(services, simulator.url)).componentAppId;
    accounts = [...simulator.world.platforms[0]!.grants.keys()];
  });
  afterAll(async () => {
    await services.store.close();
    await simulator.close();
  });
  // Every test starts long after the one before: no token, no cool-off, no throttle is left of it.
  beforeEach(() => clock.advance(3 * hourMs));
  afterEach(() => {
    simulator.world.faults.clear();
    simulator.world.platforms[0]!.ipWhitelist = null;
  });

  const component = () => withComponentToken(ctx, componentAppId, async (token) => token);
  const account = (appId: string) => withAccountToken(ctx, { componentAppId, appId }, async (token) => token);
  const calls = (seq: number, path: string) =>
    simulator.world.ledger.since(seq).filter((entry) => entry.path === path).length;
  const breakCall = (path: string, errcode: number, times: number | null = null) =>
    simulator.world.faults.add({ path, kind: "errcode", errcode, times, rate: 1, latencyMs: 0 });
  /** As long ago as makes it certain that the list is newer. */
  const forgetRefreshToken = async (appId: string) => {
    await services.store.tx(() =>
      saveAuthorization(ctx, {
        componentAppId,
        appId,
        accountToken: null,
        expiresInS: 0,
        refreshToken: "refreshtoken@@@forgotten",
        authorizedAt: clock.now(),
      }),
    );
    clock.advance(clockSkewMs + 1);
  };

  it("without a ticket it asks WeChat for one, once a minute, and says so", async () => {
    const seq = simulator.world.ledger.last;
    await expect(component()).rejects.toMatchObject({ code: "ticket_missing" });
    await expect(component()).rejects.toMatchObject({ code: "ticket_missing" });
    expect(calls(seq, pushPath)).toBe(1);
    clock.advance(61_000);
    await expect(component()).rejects.toMatchObject({ code: "ticket_missing" });
    expect(calls(seq, pushPath)).toBe(2);
    expect(await componentTokenHealth(ctx, componentAppId)).toMatchObject({ state: "missing" });
    await receiveTicket(services, componentAppId);
    await expect(component()).resolves.toMatch(/^\d\d_/);
    expect(await componentTokenHealth(ctx, componentAppId)).toMatchObject({ state: "valid", lastErrcode: null });
  });

  it("a ticket that WeChat does not take (61006) is asked for anew, and the new one works at once", async () => {
    const createdAt = clock.now();
    await saveTicket(ctx, { componentAppId, ticket: "ticket@@@worn-out", createdAt });
    const seq = simulator.world.ledger.last;
    await expect(component()).rejects.toMatchObject({ code: "ticket_missing", data: { errcode: 61006 } });
    await expect(component()).rejects.toMatchObject({ code: "ticket_missing", data: { errcode: 61006 } });
    expect([calls(seq, componentPath), calls(seq, pushPath)]).toEqual([1, 1]);
    clock.advance(1);
    await receiveTicket(services, componentAppId);
    await expect(component()).resolves.toMatch(/^\d\d_/);
  });

  it("a ticket that comes out of order does not replace a newer one", async () => {
    clock.advance(1);
    await receiveTicket(services, componentAppId);
    const old = { componentAppId, ticket: "ticket@@@old", createdAt: clock.now() - 600_000 };
    expect(await saveTicket(ctx, old)).toBe(false);
    await expect(component()).resolves.toMatch(/^\d\d_/);
  });

  it("a ticket dated by a wrong clock, hours ahead, does not keep later ones out", () => {
    const now = 10 * hourMs;
    expect(isNewer(now, now + 3 * hourMs, now)).toBe(true);
    expect(isNewer(now - 60_000, now + 60_000, now)).toBe(false);
    expect(isNewer(now, now - 600_000, now)).toBe(true);
  });

  it("after a failure it leaves WeChat in peace for 30 seconds and says until when", async () => {
    breakCall(componentPath, 45009);
    const seq = simulator.world.ledger.last;
    await expect(component()).rejects.toMatchObject({ data: { errcode: 45009 } });
    const until = clock.now() + 30_000;
    await expect(component()).rejects.toMatchObject({ code: "token_cooling", data: { errcode: 45009, until } });
    expect(calls(seq, componentPath)).toBe(1);
    expect(await componentTokenHealth(ctx, componentAppId)).toMatchObject({ state: "failing", lastErrcode: 45009 });
    simulator.world.faults.clear();
    clock.advance(30_001);
    await expect(component()).resolves.toMatch(/^\d\d_/);
    expect(calls(seq, componentPath)).toBe(2);
  });

  it("a token near its end is used on when the refresh fails", async () => {
    const first = await component();
    clock.advance(115 * 60_000);
    breakCall(componentPath, 45009);
    const seq = simulator.world.ledger.last;
    expect(await component()).toBe(first);
    expect(await component()).toBe(first);
    expect(calls(seq, componentPath)).toBe(1);
    simulator.world.faults.clear();
    clock.advance(31_000);
    expect(await component()).not.toBe(first);
  });

  it("WeChat busy (-1) is waited out without anybody noticing", async () => {
    breakCall(componentPath, -1, 2);
    await expect(component()).resolves.toMatch(/^\d\d_/);
  });

  it("a refused address (61004) is shown until a call gets through", async () => {
    simulator.world.platforms[0]!.ipWhitelist = ["203.0.113.9"];
    await expect(component()).rejects.toMatchObject({ data: { errcode: 61004 } });
    expect((await findPlatform(ctx, componentAppId)).refusedIpAddress).toMatch(/127\.0\.0\.1/);
    simulator.world.platforms[0]!.ipWhitelist = null;
    clock.advance(31_000);
    await component();
    expect((await findPlatform(ctx, componentAppId)).refusedIpAddress).toBeNull();
  });

  it("an empty store is rebuilt from the list, 500 a page, and again without change", async () => {
    await component();
    const seq = simulator.world.ledger.last;
    expect(await recoverRefreshTokens(ctx, componentAppId)).toEqual({ done: 1_100, total: 1_100, replaced: 1_100 });
    expect(await recoverRefreshTokens(ctx, componentAppId)).toEqual({ done: 1_100, total: 1_100, replaced: 0 });
    expect(calls(seq, listPath)).toBe(6);
    await expect(account(accounts[700]!)).resolves.toMatch(/^\d\d_/);
  });

  it("12 accounts whose refresh token is unknown (61023) are recovered by one sweep", async () => {
    const lost = accounts.slice(0, 12);
    for (const appId of lost) await forgetRefreshToken(appId);
    const seq = simulator.world.ledger.last;
    const tokens = await Promise.all(lost.map(account));
    expect(new Set(tokens).size).toBe(12);
    expect(calls(seq, listPath)).toBe(3);
    const [newest, forgotten] = await readHistory(ctx, { componentAppId, appId: lost[0]! });
    expect([newest?.origin, forgotten?.origin]).toEqual(["listed", "authorized"]);
  });

  it("an account that WeChat no longer lists is lost: said each time, recorded once, healed by re-authorization", async () => {
    const appId = accounts[40]!;
    const grant = simulator.world.platforms[0]!.grants.get(appId)!;
    simulator.world.platforms[0]!.grants.delete(appId);
    await expect(account(appId)).rejects.toMatchObject({ code: "authorization_lost", data: { errcode: 61023 } });
    await expect(account(appId)).rejects.toMatchObject({ code: "authorization_lost" });
    clock.advance(61_000);
    await expect(account(appId)).rejects.toMatchObject({ code: "authorization_lost" });
    const entries = (await auditEntries(services)).filter((entry) => entry.action === "accounts.lose");
    expect(entries.map((entry) => [entry.appId, entry.outcome])).toEqual([[appId, "failed"]]);
    expect(await accountTokenHealth(ctx, { componentAppId, appId })).toMatchObject({
      state: "failing",
      lastErrorCode: "authorization_lost",
    });
    simulator.world.platforms[0]!.grants.set(appId, grant);
    clock.advance(61_000);
    await recoverRefreshTokens(ctx, componentAppId);
    await expect(account(appId)).resolves.toMatch(/^\d\d_/);
  });

  it("a recovery that fails leaves the account to be tried again, not lost", async () => {
    const appId = accounts[50]!;
    await forgetRefreshToken(appId);
    breakCall(listPath, 45009);
    await expect(account(appId)).rejects.toMatchObject({ data: { errcode: 45009 } });
    simulator.world.faults.clear();
    clock.advance(31_000);
    await expect(account(appId)).resolves.toMatch(/^\d\d_/);
  });

  it("an account that was never authorized is said to be missing", async () => {
    await expect(account("wx0000000000000000")).rejects.toMatchObject({ code: "authorization_missing" });
  });

  it("clocks two minutes apart, and one set back two hours, never leave anybody without a token", async () => {
    await component();
    for (const skewMs of [-120_000, 120_000, -2 * hourMs, 2 * hourMs]) {
      const skewed = systemContext({ ...services, clock: fixedClock(clock.now() + skewMs) }, "skewed");
      await expect(withComponentToken(skewed, componentAppId, async (token) => token)).resolves.toMatch(/^\d\d_/);
      await expect(component()).resolves.toMatch(/^\d\d_/);
    }
    expect(calls(0, accountPath)).toBeGreaterThan(0);
  });
});

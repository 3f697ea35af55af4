import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { type Context, type Services, systemContext } from "#lib/core/context.ts";
import { getAccountInfo, getOpenAccount, type WechatClient } from "#lib/wechat/index.ts";
import { type Simulator, startSimulator } from "#simulator/start.ts";
import { recoverRefreshTokens, withAccountToken, withComponentToken } from "./index.ts";
import { anotherNode, connectWithTicket, openTestServices } from "./testing.ts";

const componentPath = "/cgi-bin/component/api_component_token";
const accountPath = "/cgi-bin/component/api_authorizer_token";
const minutesMs = 60_000;

describe("one refresh for any number of callers", { timeout: 120_000 }, () => {
  let simulator: Simulator;
  let services: Services;
  let ctx: Context;
  let componentAppId: string;
  let appId: string;
  const clock = fixedClock(Date.now());

  let accounts: string[];

  beforeAll(async () => {
    simulator = await startSimulator({ accounts: 40, authorized: 20, seed: "one-refresh" });
    services = await openTestServices({ dialect: inject("dialect"), apiUrl: simulator.url, clock });
    ctx = systemContext(services, "test");
    componentAppId = await connectWithTicket(services);
    await recoverRefreshTokens(ctx, componentAppId);
    accounts = [...simulator.world.platforms[0]!.grants.keys()];
  });
  afterAll(async () => {
    await services.store.close();
    await simulator.close();
  });
  // Each test has an account of its own, and time only goes on: one database serves them all.
  beforeEach(async () => {
    appId = accounts.pop()!;
    clock.advance(minutesMs);
    await withComponentToken(ctx, componentAppId, async () => undefined);
  });

  function callsSince(seq: number, path: string): number {
    return simulator.world.ledger.since(seq).filter((entry) => entry.path === path).length;
  }

  it("1,000 callers of an expired component token cause one upstream call and get one token", async () => {
    clock.advance(3 * 60 * minutesMs);
    const seq = simulator.world.ledger.last;
    const uses = Array.from({ length: 1_000 }, () => withComponentToken(ctx, componentAppId, async (token) => token));
    expect(new Set(await Promise.all(uses)).size).toBe(1);
    expect(callsSince(seq, componentPath)).toBe(1);
  });

  it("1,000 callers of a new account token cause one upstream call and get one token", async () => {
    const seq = simulator.world.ledger.last;
    const account = { componentAppId, appId };
    const uses = Array.from({ length: 1_000 }, () => withAccountToken(ctx, account, async (token) => token));
    expect(new Set(await Promise.all(uses)).size).toBe(1);
    expect(callsSince(seq, accountPath)).toBe(1);
    expect(callsSince(seq, componentPath)).toBe(0);
  });

  it("four nodes over one database with 250 callers each cause one upstream call", async () => {
    const nodes = [ctx, ...[1, 2, 3].map(() => systemContext(anotherNode(services), "test"))];
    const seq = simulator.world.ledger.last;
    const account = { componentAppId, appId };
    const uses = nodes.flatMap((node) =>
      Array.from({ length: 250 }, () => withAccountToken(node, account, async (token) => token)),
    );
    expect(new Set(await Promise.all(uses)).size).toBe(1);
    expect(callsSince(seq, accountPath)).toBe(1);
  });

  it("a valid token is reused without a call, and replaced before it ends", async () => {
    const account = { componentAppId, appId };
    const first = await withAccountToken(ctx, account, async (token) => token);
    clock.advance(110 * minutesMs);
    expect(await withAccountToken(ctx, account, async (token) => token)).toBe(first);
    clock.advance(6.5 * minutesMs);
    expect(await withAccountToken(ctx, account, async (token) => token)).not.toBe(first);
  });

  it("50 callers whose token WeChat no longer knows force one refresh and all succeed", async () => {
    const account = { componentAppId, appId };
    await withAccountToken(ctx, account, async () => undefined);
    for (const token of simulator.world.tokens.keys()) simulator.world.tokens.delete(token);
    const seq = simulator.world.ledger.last;
    const ask = (accountToken: string) => openAccountOrNothing(ctx.wechat, accountToken, appId);
    await Promise.all(Array.from({ length: 50 }, () => withAccountToken(ctx, account, ask)));
    expect(callsSince(seq, accountPath)).toBe(2);
    expect(callsSince(seq, componentPath)).toBe(1);
    const failures = simulator.world.ledger.since(seq).filter((entry) => entry.path === accountPath && entry.errcode);
    expect(failures.map((entry) => entry.errcode)).toEqual([40001]);
  });

  it("a token that another node has already replaced is used, not bought again", async () => {
    const account = { componentAppId, appId };
    const other = systemContext(anotherNode(services), "test");
    const seen: string[] = [];
    let refuse = true;
    const seq = simulator.world.ledger.last;
    await withAccountToken(ctx, account, async (token) => {
      seen.push(token);
      if (!refuse) return;
      refuse = false;
      for (const known of simulator.world.tokens.keys()) simulator.world.tokens.delete(known);
      await withAccountToken(other, account, (fresh) => openAccountOrNothing(other.wechat, fresh, appId));
      await openAccountOrNothing(ctx.wechat, token, appId);
    });
    expect(new Set(seen).size).toBe(2);
    expect(callsSince(seq, accountPath)).toBe(3);
  });

  it("a second refusal right after a forced refresh is passed on instead of refreshing for ever", async () => {
    const seq = simulator.world.ledger.last;
    const path = "/cgi-bin/component/api_get_authorizer_info";
    simulator.world.faults.add({ path, kind: "errcode", errcode: 40001, times: null, rate: 1, latencyMs: 0 });
    const read = () =>
      withComponentToken(ctx, componentAppId, (componentToken) =>
        getAccountInfo(ctx.wechat, { componentAppId, componentToken, appId }),
      );
    await expect(read()).rejects.toMatchObject({ code: "wechat_error", data: { errcode: 40001 } });
    await expect(read()).rejects.toMatchObject({ code: "wechat_error", data: { errcode: 40001 } });
    expect(callsSince(seq, componentPath)).toBe(1);
    simulator.world.faults.clear();
    await expect(read()).resolves.toMatchObject({ appId });
  });

  it("a token is not fetched inside a transaction", async () => {
    const use = services.store.tx(() => withComponentToken(ctx, componentAppId, async () => undefined));
    await expect(use).rejects.toThrow("not inside store.tx");
  });
});

/** A call that checks the account token; an answer about permissions is as good as any here. */
async function openAccountOrNothing(client: WechatClient, accountToken: string, appId: string): Promise<void> {
  try {
    await getOpenAccount(client, { accountToken, appId });
  } catch (error) {
    const errcode = (error as { data?: { errcode?: number } }).data?.errcode;
    if (errcode !== 48001 && errcode !== 61007 && errcode !== 89002) throw error;
  }
}

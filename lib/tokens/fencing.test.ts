import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { type Context, type Services, systemContext } from "#lib/core/context.ts";
import { createTransport, type Transport } from "#lib/wechat/transport.ts";
import { type Simulator, startSimulator } from "#simulator/start.ts";
import { clockSkewMs } from "./decide-token.ts";
import {
  dropAuthorization,
  recoverRefreshTokens,
  saveAuthorization,
  saveListedAuthorizations,
  withAccountToken,
} from "./index.ts";
import { leaseMs } from "./lease.ts";
import { readToken } from "./store.ts";
import { anotherNode, connectWithTicket, openTestServices } from "./testing.ts";

const accountPath = "/cgi-bin/component/api_authorizer_token";

/** Holds calls to the refresh endpoint, before they leave or before their answer arrives. */
function gate(hold: "request" | "answer") {
  const send = createTransport();
  const waiting: (() => void)[] = [];
  const transport: Transport = async (request) => {
    if (request.url.pathname !== accountPath) return send(request);
    const wait = () => new Promise<void>((go) => waiting.push(go));
    if (hold === "request") await wait();
    const answer = await send(request);
    if (hold === "answer") await wait();
    return answer;
  };
  return { transport, waiting, open };

  function open() {
    for (const go of waiting.splice(0)) go();
  }
}

describe("a paused holder of the lease", () => {
  let simulator: Simulator;
  let services: Services;
  let ctx: Context;
  let componentAppId: string;
  let account: { componentAppId: string; appId: string };
  let accounts: string[];
  const clock = fixedClock(Date.now());
  const gates: ReturnType<typeof gate>[] = [];

  beforeAll(async () => {
    simulator = await startSimulator({ accounts: 40, authorized: 20, seed: "fencing" });
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
  beforeEach(() => {
    account = { componentAppId, appId: accounts.pop()! };
  });
  afterEach(() => {
    for (const { open } of gates.splice(0)) open();
  });

  async function pausedNode(hold: "request" | "answer") {
    const held = gate(hold);
    gates.push(held);
    const node = systemContext(anotherNode(services, { transport: held.transport }), "paused");
    const use = withAccountToken(node, account, async (token) => token);
    use.catch(() => undefined);
    await expect.poll(() => held.waiting.length, { timeout: 10_000 }).toBe(1);
    return { use, open: held.open };
  }

  for (const hold of ["request", "answer"] as const) {
    it(`writes nothing after its lease was taken over (paused before the ${hold})`, async () => {
      const paused = await pausedNode(hold);
      clock.advance(leaseMs + 2 * 60_000 + 1);
      const winner = await withAccountToken(ctx, account, async (token) => token);
      const saved = await readToken(ctx, account);
      paused.open();
      expect(await paused.use).toBe(winner);
      expect(await readToken(ctx, account)).toEqual(saved);
    });
  }

  it("is waited for, not overtaken, while its lease lasts", async () => {
    const paused = await pausedNode("answer");
    const seq = simulator.world.ledger.last;
    const waiter = withAccountToken(ctx, account, async (token) => token);
    clock.advance(leaseMs - 1);
    paused.open();
    expect(await waiter).toBe(await paused.use);
    expect(simulator.world.ledger.since(seq).filter((entry) => entry.path === accountPath)).toEqual([]);
  });

  it("is overtaken by a node that watched its lease for the whole length, whatever the clocks say", async () => {
    const fast = { ...services, clock: fixedClock(clock.now() + 2 * 60_000) };
    const held = gate("answer");
    gates.push(held);
    const ahead = systemContext(anotherNode(fast, { transport: held.transport }), "ahead");
    const late = withAccountToken(ahead, account, async (token) => token);
    await expect.poll(() => held.waiting.length, { timeout: 10_000 }).toBe(1);
    const seq = simulator.world.ledger.last;
    const use = withAccountToken(ctx, account, async (token) => token);
    const overtaking = () => {
      clock.advance(leaseMs);
      return simulator.world.ledger.since(seq).filter((entry) => entry.path === accountPath).length;
    };
    await expect.poll(overtaking, { timeout: 10_000 }).toBe(1);
    const winner = await use;
    held.open();
    expect(await late).toBe(winner);
  });

  it("does not bring back a revoked grant", async () => {
    const paused = await pausedNode("answer");
    await services.store.tx(() => dropAuthorization(ctx, account));
    paused.open();
    const failure = await paused.use.catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "authorization_missing" });
    // The row itself, sealed tokens and all, once rode along in the error.
    expect((failure as { data: unknown }).data).toEqual(account);
    expect(await readToken(ctx, account)).toMatchObject({ token: null, source: null });
  });

  it("does not overwrite the tokens of a re-authorization", async () => {
    const paused = await pausedNode("answer");
    const replaced = { accountToken: "80_fresh", expiresInS: 7_200, refreshToken: "refreshtoken@@@new" };
    const authorizedAt = clock.now();
    await services.store.tx(() => saveAuthorization(ctx, { ...account, ...replaced, authorizedAt }));
    const saved = await readToken(ctx, account);
    expect(await withAccountToken(ctx, account, async (token) => token)).toBe("80_fresh");
    paused.open();
    expect(await paused.use).toBe("80_fresh");
    expect(await readToken(ctx, account)).toEqual(saved);
  });

  it("an older authorization that arrives late does not replace a newer one", async () => {
    const authorizedAt = clock.now();
    const newer = { accountToken: "81_new", expiresInS: 7_200, refreshToken: "refreshtoken@@@b", authorizedAt };
    const older = {
      ...newer,
      accountToken: "81_old",
      refreshToken: "refreshtoken@@@a",
      authorizedAt: authorizedAt - 1,
    };
    expect(await services.store.tx(() => saveAuthorization(ctx, { ...account, ...newer }))).toBe(true);
    expect(await services.store.tx(() => saveAuthorization(ctx, { ...account, ...older }))).toBe(false);
    expect(await withAccountToken(ctx, account, async (token) => token)).toBe("81_new");
  });

  it("a page of the list that was read before a change does not undo it, also when that clock was behind", async () => {
    const other = { componentAppId, appId: accounts.pop()! };
    const readAt = clock.now();
    const stale = [account, other].map(({ appId }) => ({
      appId,
      refreshToken: "refreshtoken@@@stale",
      authorizedAt: readAt - 1_000,
    }));
    clock.advance(5);
    const fresh = { accountToken: "82_new", expiresInS: 7_200, refreshToken: "refreshtoken@@@c", authorizedAt: readAt };
    await services.store.tx(async () => {
      await saveAuthorization(ctx, { ...account, ...fresh });
      await dropAuthorization(ctx, other);
      expect(await saveListedAuthorizations(ctx, { componentAppId, items: stale, readAt })).toBe(0);
      const ahead = clock.now() + clockSkewMs;
      expect(await saveListedAuthorizations(ctx, { componentAppId, items: stale, readAt: ahead })).toBe(0);
      expect(await saveListedAuthorizations(ctx, { componentAppId, items: stale, readAt: ahead + 1 })).toBe(2);
    });
  });
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Context, type Services, systemContext } from "#lib/core/context.ts";
import { readEnv } from "#lib/core/env.ts";
import { openServices } from "#lib/runtime/services.ts";
import { type Simulator, startSimulator } from "#simulator/start.ts";
import { startTokenCaller, type TokenCaller } from "../../bench/start-token-caller.ts";
import { recoverRefreshTokens } from "./index.ts";
import { leaseMs } from "./lease.ts";
import { readToken } from "./store.ts";
import { connectWithTicket, testWechat } from "./testing.ts";

const componentPath = "/cgi-bin/component/api_component_token";
const accountPath = "/cgi-bin/component/api_authorizer_token";
const callers = 10_000;
const environment = (dataDir: string, apiUrl: string) => ({
  NODE_ENV: "test",
  HUFU_DATA_DIR: dataDir,
  HUFU_WECHAT_API_URL: apiUrl,
  HUFU_WECHAT_MP_URL: apiUrl,
  HUFU_LOG_LEVEL: "silent",
});

// Two databases would need two servers: processes share a file here; bench/tokens.ts --postgres does the other one.
describe("four processes over one database", { timeout: 120_000 }, () => {
  let simulator: Simulator;
  let services: Services;
  let ctx: Context;
  let componentAppId: string;
  let accounts: string[];
  let processes: TokenCaller[] = [];
  const dataDir = mkdtempSync(join(tmpdir(), "hufu-processes-"));

  beforeAll(async () => {
    simulator = await startSimulator({ accounts: 40, authorized: 20, seed: "processes" });
    const clock = simulator.world.clock;
    const env = environment(dataDir, simulator.url);
    services = { ...(await openServices(readEnv(env))), clock, wechat: testWechat(simulator.url, clock) };
    ctx = systemContext(services, "test");
    componentAppId = await connectWithTicket(services);
    await recoverRefreshTokens(ctx, componentAppId);
    accounts = [...simulator.world.platforms[0]!.grants.keys()];
    processes = await Promise.all([1, 2, 3, 4].map(() => startTokenCaller(env)));
  }, 120_000);
  afterAll(async () => {
    await Promise.all(processes.map((one) => one.close()));
    await services.store.close();
    await simulator.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const calls = (seq: number, path: string) =>
    simulator.world.ledger.since(seq).filter((entry) => entry.path === path).length;
  /** Moves the clocks of all processes and of WeChat. */
  const pass = async (ms: number) => {
    simulator.world.clock.advance(ms);
    await Promise.all(processes.map((one) => one.tell({ kind: "advance", ms })));
  };
  const works = (token: string) => {
    const known = simulator.world.tokens.get(token);
    return known !== undefined && known.worksUntil > simulator.world.clock.now();
  };

  it("with 10,000 callers each buy an expired token once, and all get one that works", async () => {
    const account = { componentAppId, appId: accounts[0]! };
    await processes[0]!.tell({ kind: "use", account, callers: 1 });
    await pass(3 * 60 * 60_000);
    const seq = simulator.world.ledger.last;
    const answers = await Promise.all(processes.map((one) => one.tell({ kind: "use", account, callers })));
    expect(answers.flatMap((answer) => answer.failures)).toEqual([]);
    const tokens = new Set(answers.flatMap((answer) => answer.tokens));
    expect([...tokens].map(works)).toEqual([true]);
    expect([calls(seq, accountPath), calls(seq, componentPath)]).toEqual([1, 1]);
  });

  it("one stopped beyond its lease while its answer is under way writes nothing when it wakes", async () => {
    const account = { componentAppId, appId: accounts[1]! };
    const [slow, other] = processes as [TokenCaller, TokenCaller];
    const seq = simulator.world.ledger.last;
    // WeChat reads the latency when the request has come in: from then on the answer is under way.
    const stopped = new Promise<void>((resolve) => {
      simulator.world.faults.add({
        ...{ path: accountPath, kind: "latency", times: 1, rate: 1, errcode: 0 },
        get latencyMs() {
          process.kill(slow.pid, "SIGSTOP");
          resolve();
          return 300;
        },
      });
    });
    const waking = slow.tell({ kind: "use", account, callers: 5 });
    await stopped;
    await expect.poll(() => calls(seq, accountPath), { timeout: 20_000 }).toBe(1);
    const held = await readToken(ctx, account);
    expect(held).toMatchObject({ token: null, leaseOwner: expect.any(String) });

    const taking = other.tell({ kind: "use", account, callers: 5 });
    // Answered after the callers' first look at the lease, from which the other one measures its length.
    await other.tell({ kind: "advance", ms: 0 });
    await other.tell({ kind: "advance", ms: leaseMs });
    const winner = await taking;
    const saved = await readToken(ctx, account);
    expect(saved?.leaseFence).toBe(held!.leaseFence + 1);

    process.kill(slow.pid, "SIGCONT");
    const late = await waking;
    expect(late).toMatchObject({ failures: [], tokens: winner.tokens });
    expect(winner.tokens.map(works)).toEqual([true]);
    expect(await readToken(ctx, account)).toEqual(saved);
    expect(calls(seq, accountPath)).toBe(2);
  });
});

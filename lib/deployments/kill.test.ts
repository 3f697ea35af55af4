import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, inject, it, vi } from "vitest";
import { verifyChain } from "#lib/audit/index.ts";
import { type Services, systemContext } from "#lib/core/context.ts";
import { readEnv } from "#lib/core/env.ts";
import { openServices } from "#lib/runtime/services.ts";
import { advanceTarget } from "./advance-target.ts";
import { getDeployment } from "./list-deployments.ts";
import { listTargetsOfAccount } from "./list-targets.ts";
import { listCategories } from "./read-trial-qr.ts";
import { writeTargets } from "./targets.store.ts";
import { callsDone, type DeploymentWorld, openDeploymentWorld, testTiming } from "./testing.ts";
import { timingFor } from "./timing.ts";

const acts = ["/wxa/commit", "/wxa/submit_audit", "/wxa/release"];
const open: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function expectEachActOnce(world: DeploymentWorld, appIds: readonly string[]) {
  for (const path of acts) {
    const done = callsDone(world.simulator, path);
    for (const appId of appIds) expect(done.get(appId), `${path} for ${appId}`).toBe(1);
  }
}

describe("a process that dies", () => {
  /** Services whose process dies at its n-th step outwards: before or after a commit, before or after a call. */
  function mortal(services: Services, diesAt: number): Services & { isDead(): boolean } {
    let steps = 0;
    const step = () => {
      steps += 1;
      if (steps >= diesAt) throw new Error("killed");
    };
    const store = Object.create(services.store) as Services["store"];
    store.tx = async (work) => {
      if (services.store.inTransaction) return services.store.tx(work);
      step();
      const result = await services.store.tx(work);
      step();
      return result;
    };
    const send: Services["wechat"]["send"] = async (call) => {
      step();
      const answer = await services.wechat.send(call);
      step();
      return answer;
    };
    return { ...services, store, wechat: { ...services.wechat, send }, isDead: () => steps >= diesAt };
  }

  it("at any step is taken over without a second commit, submit or release", { timeout: 300_000 }, async () => {
    const world = await openDeploymentWorld(inject("dialect"), { miniPrograms: 90 });
    open.push(world);
    const timing = { ...timingFor({ demo: true }), ...testTiming };
    const appIds: string[] = [];
    const { store, clock } = world.services;
    for (let diesAt = 1, livedThrough = 0; livedThrough < 2; diesAt += 1) {
      const [appId = ""] = world.takeAppIds(1);
      appIds.push(appId);
      const { id } = await world.create({ appIds: [appId] });
      const dying = mortal(world.services, diesAt);
      for (let turn = 0; turn < 8 && !dying.isDead(); turn += 1) {
        const { id: targetId, state } = await world.target(id);
        if (state === "released") break;
        const now = clock.now();
        await store.tx(() => writeTargets(store, [targetId], { claimedUntil: now + timing.claimMs }));
        await advanceTarget(systemContext(dying, "test"), targetId, timing).catch(() => undefined);
        world.simulator.world.clock.advance(12_000);
      }
      if (!dying.isDead()) livedThrough += 1;
    }
    for (let turn = 0; turn < 14; turn += 1) await world.pass(15_000);
    for (const target of await Promise.all(appIds.map((appId) => listTargetsOfAccount(world.releaser, { appId })))) {
      expect(target.map((one) => one.state)).toEqual(["released"]);
    }
    expect(appIds.length).toBeGreaterThan(30);
    await expectEachActOnce(world, appIds);
  });

  // A file of a database is what two processes can share here; PGlite lives in one.
  if (inject("dialect") === "sqlite") {
    it("by kill -9, five times at random moments, loses nothing and repeats nothing", {
      timeout: 240_000,
    }, async () => {
      const dataDir = mkdtempSync(join(tmpdir(), "hufu-kill-"));
      open.push({ close: () => rmSync(dataDir, { recursive: true, force: true }) });
      const timing = { callsPerSecond: 1_000, burst: 1_000, claimMs: 1_500, settleMs: 1_000, leaseMs: 1_000 };
      const quick = {
        scanFirstMs: 200,
        scanLongestMs: 400,
        reviewFirstMs: 300,
        reviewLongestMs: 600,
        backOffFirstMs: 200,
      };
      const env = (url: string) => ({
        NODE_ENV: "test",
        HUFU_DEMO: "1",
        HUFU_DATA_DIR: dataDir,
        HUFU_WECHAT_API_URL: url,
        HUFU_WECHAT_MP_URL: url,
        HUFU_LOG_LEVEL: "silent",
      });
      const world = await openDeploymentWorld("sqlite", {
        simulator: { settings: { scanSeconds: 1, reviewSeconds: 2 } },
        miniPrograms: 8,
        services: (url) => openServices(readEnv(env(url))),
      });
      open.push(world);
      const { ledger, faults } = world.simulator.world;
      const slow = { kind: "latency" as const, times: null, rate: 0.7, latencyMs: 120, errcode: 0 };
      for (const path of acts) faults.add({ path, ...slow });

      const appIds = world.takeAppIds(8);
      // Bought before, so that the kills strike the deployment's steps and not the purchase of tokens.
      for (const appId of appIds) await listCategories(world.releaser, { appId });
      const { id } = await world.create({ appIds });
      const start = (): ChildProcess =>
        spawn(process.execPath, ["bench/deployment-worker.ts", JSON.stringify({ ...timing, ...quick })], {
          env: { ...process.env, ...env(world.simulator.url) } as NodeJS.ProcessEnv,
          stdio: "ignore",
        });
      let random = 20_261_122;
      for (let kill = 0; kill < 5; kill += 1) {
        random = (random * 48_271) % 2_147_483_647;
        const until = ledger.last + 2 + (random % 8);
        const child = start();
        open.push({ close: () => void child.kill("SIGKILL") });
        const gone = new Promise((resolve) => child.once("exit", resolve));
        await vi.waitFor(() => expect(ledger.last).toBeGreaterThanOrEqual(until), { timeout: 60_000, interval: 2 });
        child.kill("SIGKILL");
        await gone;
      }
      const last = start();
      open.push({ close: () => void last.kill("SIGKILL") });
      const released = async () =>
        expect((await getDeployment(world.releaser, { id })).counts).toEqual({ released: appIds.length });
      await vi.waitFor(released, { timeout: 150_000, interval: 100 });
      await expectEachActOnce(world, appIds);
      expect(await verifyChain(world.services.store)).toMatchObject({ broken: null });
    });
  }
});

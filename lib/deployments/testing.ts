import type { Dialect } from "#db/kit.ts";
import { readAccount, saveAccountDetails, saveGrant } from "#lib/accounts/index.ts";
import { type Context, type Services, systemContext } from "#lib/core/context.ts";
import { readEnv } from "#lib/core/env.ts";
import { createWorker, type Worker } from "#lib/jobs/index.ts";
import { signedInAs } from "#lib/staff/testing.ts";
import { findTemplate } from "#lib/templates/index.ts";
import { recoverRefreshTokens } from "#lib/tokens/index.ts";
import { connectWithTicket, openTestServices } from "#lib/tokens/testing.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "#simulator/start.ts";
import { createAdvanceDueJob } from "./advance-due.job.ts";
import { codePermissionSet } from "./check-account.ts";
import type { CreateDeploymentInput, Target } from "./contract.ts";
import { createDeployment } from "./create-deployment.ts";
import { listTargets } from "./list-targets.ts";
import type { Timing } from "./timing.ts";

/** No pacing, short waits: the clock is moved, nobody sleeps. */
export const testTiming: Partial<Timing> = { callsPerSecond: 10_000, burst: 10_000, settleMs: 6_000 };

export interface DeploymentWorld {
  simulator: Simulator;
  services: Services;
  componentAppId: string;
  /** Signed in as a releaser. */
  releaser: Context;
  worker: Worker;
  /** Mini Programs that can be deployed to. */
  appIds: string[];
  templateId: string;
  /** Moves both clocks, then does all work that is due. */
  pass(ms: number): Promise<void>;
  drain(): Promise<void>;
  create(input?: Partial<CreateDeploymentInput>): ReturnType<typeof createDeployment>;
  target(deploymentId: string, appId?: string): Promise<Target>;
  /** The simulator's control API. */
  control(path: string, body: Record<string, unknown>): Promise<void>;
  /** Free accounts of this test's own, so that tests do not meet. */
  takeAppIds(count: number): string[];
  /** WeChat's ledger: successful calls of one path, by account. */
  done(path: string): Map<string, number>;
  close(): Promise<void>;
}

/** A simulated WeChat, a platform connected to it with its accounts imported, and a worker for deployments. */
export async function openDeploymentWorld(
  dialect: Dialect,
  options: {
    simulator?: SimulatorOptions;
    /** How many accounts to know that can be deployed to (default 40). */
    miniPrograms?: number;
    timing?: Partial<Timing>;
    /** Other services than those over a test database, such as a real process's. */
    services?: (simulatorUrl: string) => Promise<Services>;
  } = {},
): Promise<DeploymentWorld> {
  const count = options.miniPrograms ?? 40;
  const simulator = await startSimulator({
    accounts: count * 4 + 20,
    authorized: count * 4 + 20,
    ...options.simulator,
    settings: { scanSeconds: 2, reviewSeconds: 20, rejectRate: 0, delayRate: 0, ...options.simulator?.settings },
  });
  const clock = { now: () => simulator.world.clock.now() };
  const env = readEnv({
    NODE_ENV: "test",
    HUFU_DEMO: "1",
    HUFU_WECHAT_API_URL: simulator.url,
    HUFU_WECHAT_MP_URL: simulator.url,
  });
  const services = options.services
    ? await options.services(simulator.url)
    : await openTestServices({ dialect, apiUrl: simulator.url, clock, env });
  const componentAppId = await connectWithTicket(services);
  const releaser = await signedInAs(services, "releaser");
  const system = systemContext(services, "test");
  const timing = { ...testTiming, ...options.timing };
  const worker = createWorker(services, [createAdvanceDueJob(timing)]);
  const appIds = await knowMiniPrograms(system, simulator, componentAppId, count);
  const free = [...appIds];
  const templateId = "3";
  if (!(await findTemplate(system, { componentAppId, templateId }))) throw new Error("The simulator lost its template");
  const world: DeploymentWorld = {
    simulator,
    services,
    componentAppId,
    releaser,
    worker,
    appIds,
    templateId,
    async drain() {
      await worker.drain();
    },
    async pass(ms) {
      simulator.world.clock.advance(ms);
      await worker.drain();
    },
    create: (input = {}) =>
      createDeployment(releaser, {
        templateId,
        appIds: input.appIds ?? world.takeAppIds(1),
        extJson: "{}",
        version: "1.0.0",
        description: "首发",
        goal: "release",
        category: null,
        versionDescription: "",
        privacyApiNotUse: true,
        ...input,
      }),
    async target(deploymentId, appId) {
      const { items } = await listTargets(releaser, { id: deploymentId, direction: "next", limit: 100 });
      const found = items.find((item) => appId === undefined || item.appId === appId);
      if (!found) throw new Error("No such target");
      return found;
    },
    async control(path, body) {
      const answer = await fetch(`${simulator.url}${path}`, { method: "POST", body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    },
    takeAppIds(count) {
      const taken = free.splice(0, count);
      if (taken.length < count) throw new Error("The simulator has no more Mini Programs for this test");
      return taken;
    },
    done: (path) => callsDone(simulator, path),
    async close() {
      await worker.stop();
      await services.store.close();
      await simulator.close();
    },
  };
  return world;
}

/** Makes the first `count` accounts that can be deployed to known, as after an import. */
async function knowMiniPrograms(ctx: Context, simulator: Simulator, componentAppId: string, count: number) {
  const platform = simulator.world.platforms.find((one) => one.appid === componentAppId);
  const appIds = simulator.world.accounts
    .filter(
      (one) => one.kind === "mini_program" && platform?.grants.get(one.appid)?.funcIds.includes(codePermissionSet),
    )
    .map((one) => one.appid)
    .slice(0, count);
  if (appIds.length < count) throw new Error(`The simulator has only ${appIds.length} such accounts`);
  await recoverRefreshTokens(ctx, componentAppId);
  for (let from = 0; from < appIds.length; from += 25) {
    const part = appIds.slice(from, from + 25);
    const read = await Promise.all(part.map((appId) => readAccount(ctx, { componentAppId, appId })));
    await ctx.store.tx(async () => {
      for (const { appId, permissionSetIds } of read) {
        await saveGrant(ctx, { componentAppId, appId, kind: "authorized", eventAt: ctx.clock.now(), permissionSetIds });
      }
      await saveAccountDetails(ctx, read);
    });
  }
  return appIds;
}

/** Successful calls of one path by account, from the simulator's ledger. */
export function callsDone(simulator: Simulator, path: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const entry of simulator.world.ledger.since(0)) {
    if (entry.direction !== "call" || entry.path !== path || entry.errcode !== 0) continue;
    found.set(entry.appid ?? "", (found.get(entry.appid ?? "") ?? 0) + 1);
  }
  return found;
}

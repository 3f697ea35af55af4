import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { auditEntries } from "#lib/audit/testing.ts";
import { sealedVersion } from "#lib/core/cipher.ts";
import { fixedClock } from "#lib/core/clock.ts";
import { type Context, type Services, systemContext } from "#lib/core/context.ts";
import { openPlatformSecrets, rotateKeys } from "#lib/platforms/index.ts";
import { type Simulator, startSimulator } from "#simulator/start.ts";
import { recoverRefreshTokens, resealAll, resealJob, withAccountToken } from "./index.ts";
import { walkHistory, walkTokens } from "./store.ts";
import { connectWithTicket, openTestServices } from "./testing.ts";

describe("rotation of the data key", { timeout: 120_000 }, () => {
  let simulator: Simulator;
  let services: Services;
  let ctx: Context;
  let componentAppId: string;
  let accounts: string[];
  const clock = fixedClock(Date.now());

  beforeAll(async () => {
    simulator = await startSimulator({ accounts: 500, authorized: 450, seed: "rotation" });
    services = await openTestServices({ dialect: inject("dialect"), apiUrl: simulator.url, clock });
    ctx = systemContext(services, "test");
    componentAppId = await connectWithTicket(services);
    await recoverRefreshTokens(ctx, componentAppId);
    accounts = [...simulator.world.platforms[0]!.grants.keys()];
    await rotateKeys(ctx);
    clock.advance(3 * 60_000);
  });
  afterAll(async () => {
    await services.store.close();
    await simulator.close();
  });

  async function versions(): Promise<number[]> {
    const rows = await walkTokens(ctx, { componentAppId: "", appId: "" }, 10_000);
    const history = await walkHistory(ctx, "", 10_000);
    const sealed = [...rows.flatMap((row) => [row.source, row.token]), ...history.map((row) => row.refreshToken)];
    const found = sealed.filter((bytes) => bytes !== null).map(sealedVersion);
    return [...new Set(found)].sort();
  }

  it("is recorded, and changes nothing at rest before its work is done", async () => {
    expect((await auditEntries(services)).map((entry) => entry.action)).toContain("platforms.rotate_keys");
    expect(services.keyring.currentVersion).toBe(2);
    expect(await versions()).toEqual([1]);
  });

  it("killed half-way, it leaves everything readable, and the next run does the rest", async () => {
    let transactions = 0;
    const store = Object.create(services.store, {
      tx: {
        value: (work: never) => {
          transactions += 1;
          if (transactions > 3) throw new Error("killed");
          return services.store.tx(work);
        },
      },
    });
    await expect(resealAll({ ...ctx, store })).rejects.toThrow("killed");
    expect(await versions()).toEqual([1, 2]);
    for (const appId of [accounts[0]!, accounts[300]!, accounts[449]!])
      await withAccountToken(ctx, { componentAppId, appId }, async (token) => expect(token).toMatch(/^\d\d_/));
  });

  it("under use it fails no read, ends with everything under the new key, and then has nothing to do", async () => {
    const uses = accounts
      .slice(100, 120)
      .map((appId) => withAccountToken(ctx, { componentAppId, appId }, async (token) => token));
    await resealJob.run(ctx, {}, { jobId: "j", attempt: 1 });
    expect((await Promise.all(uses)).every((token) => /^\d\d_/.test(token))).toBe(true);
    await resealAll(ctx);
    expect(await versions()).toEqual([2]);
    expect(await resealAll(ctx)).toBe(0);
    expect((await openPlatformSecrets(ctx, componentAppId)).aesKeys).toHaveLength(1);
  });

  it("is refused to an operator", async () => {
    const actor = { kind: "staff", staffId: "s", name: "Mei", role: "operator", sessionId: "x" } as const;
    await expect(rotateKeys({ ...ctx, actor })).rejects.toMatchObject({ code: "forbidden" });
  });
});

import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Services } from "#lib/core/context.ts";
import { relistings, takeovers } from "./model-steps.ts";
import { runSchedule, Violation } from "./model-world.ts";
import type { saveListedAuthorizations } from "./save-authorization.ts";
import type { releaseLease, saveBoughtToken, saveFailure, takeLease } from "./store.ts";
import { openTestServices } from "./testing.ts";

// Does the model find anything? Each test takes one guard away from the real store and must see the property fail.
const planted = vi.hoisted(() => ({ bug: "none" }));

vi.mock("./store.ts", async (load) => {
  const real = await load<typeof import("./store.ts")>();
  const write: typeof saveBoughtToken = async (ctx, lease, seenVersion, change) => {
    if (planted.bug !== "no compare-and-set") return real.saveBoughtToken(ctx, lease, seenVersion, change);
    const { tokens } = ctx.store.t;
    const free = { leaseOwner: null, leaseExpiresAt: null, coolUntil: null };
    const version = seenVersion + 1;
    await ctx.store.writer
      .update(tokens)
      .set({ ...change, ...free, version })
      .where(eq(tokens.appId, lease.appId));
    return version;
  };
  const take: typeof takeLease = async (ctx, key, lease) => {
    if (planted.bug !== "no fencing number") return real.takeLease(ctx, key, lease);
    // Whoever saw the lease free takes it, also when somebody else has taken it since.
    return ctx.store.tx(async () => {
      const now = await real.readToken(ctx, key);
      return now && real.takeLease(ctx, key, { ...lease, seenFence: now.leaseFence });
    });
  };
  // The shape of a lock whose release does not look whose it is: a slow holder frees another's.
  const freeAnyones = (ctx: Parameters<typeof releaseLease>[0], appId: string) => {
    const { tokens } = ctx.store.t;
    const free = { leaseOwner: null, leaseExpiresAt: null };
    return ctx.store.tx((db) => db.update(tokens).set(free).where(eq(tokens.appId, appId)));
  };
  const release: typeof releaseLease = async (ctx, lease) => {
    if (planted.bug === "release without ownership") await freeAnyones(ctx, lease.appId);
    else await real.releaseLease(ctx, lease);
  };
  const fail: typeof saveFailure = async (ctx, lease, seenVersion, failure) => {
    const noted = await real.saveFailure(ctx, lease, seenVersion, failure);
    if (planted.bug === "release without ownership") await freeAnyones(ctx, lease.appId);
    return noted;
  };
  return { ...real, saveBoughtToken: write, takeLease: take, releaseLease: release, saveFailure: fail };
});

vi.mock("./save-authorization.ts", async (load) => {
  const real = await load<typeof import("./save-authorization.ts")>();
  const save: typeof saveListedAuthorizations = (ctx, page) =>
    real.saveListedAuthorizations(ctx, planted.bug === "stale pages" ? { ...page, readAt: page.readAt + 1e12 } : page);
  return { ...real, saveListedAuthorizations: save };
});

describe("the model finds a planted bug:", { timeout: 240_000 }, () => {
  let services: Services;
  beforeAll(async () => {
    services = await openTestServices({ dialect: "sqlite", apiUrl: "http://model.invalid" });
  });
  afterAll(() => services.store.close());
  afterEach(() => {
    planted.bug = "none";
  });

  it.each([
    ["no compare-and-set", takeovers, /^an older|of another authorization/],
    ["no fencing number", takeovers, /more than once|at the same time/],
    ["release without ownership", takeovers, /at the same time/],
    ["stale pages", relistings, /^an older refresh token/],
  ])("%s", async (bug, schedules, what) => {
    const property = fc.asyncProperty(schedules, (schedule) => runSchedule(services, schedule));
    const options = { seed: 20_261_103, endOnFailure: true };
    planted.bug = bug;
    const { failed, numRuns, errorInstance } = await fc.check(property, { ...options, numRuns: 1_000 });
    expect(failed, `${numRuns} schedules`).toBe(true);
    expect(errorInstance).toBeInstanceOf(Violation);
    expect((errorInstance as Error).message).toMatch(what);
    // The same schedules find nothing in the store as it is.
    planted.bug = "none";
    expect((await fc.check(property, { ...options, numRuns })).failed).toBe(false);
  });
});

import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { auditEntries } from "#lib/audit/testing.ts";
import { fixedClock } from "#lib/core/clock.ts";
import type { Context, Services } from "#lib/core/context.ts";
import { systemContext } from "#lib/core/context.ts";
import type { Role } from "#lib/core/contract.ts";
import { openTestServices } from "#lib/tokens/testing.ts";
import { type Simulator, startSimulator } from "#simulator/start.ts";
import { forgetPreviousKeys } from "./forget-previous-keys.ts";
import { findPlatform, noteCallback, openPlatformSecrets } from "./index.ts";
import { provePlatform } from "./prove-platform.ts";
import { rotateAppSecret } from "./rotate-app-secret.ts";
import { rotateCallbackKeys } from "./rotate-callback-keys.ts";
import { connectSimulatedPlatform, simulatedCredentials } from "./testing.ts";

describe("key rotation", () => {
  let simulator: Simulator;
  let services: Services;
  let ctx: Context;
  let componentAppId: string;
  const clock = fixedClock(Date.now());
  const hourMs = 60 * 60_000;

  beforeAll(async () => {
    simulator = await startSimulator({ accounts: 10, authorized: 0, seed: "rotation" });
    services = await openTestServices({ dialect: inject("dialect"), apiUrl: simulator.url, clock });
    ctx = systemContext(services, "test");
    componentAppId = (await connectSimulatedPlatform(services, simulator.url)).componentAppId;
  });
  afterAll(async () => {
    await services.store.close();
    await simulator.close();
  });
  beforeEach(() => clock.advance(5 * 60_000));

  const staff = (role: Role): Context => ({
    ...ctx,
    actor: { kind: "staff", staffId: "s1", name: "Mei", role, sessionId: "x" },
  });
  const secrets = () => openPlatformSecrets(ctx, componentAppId);
  const newest = async () => (await auditEntries(services, 1))[0];
  const fault = (errcode: number) =>
    simulator.world.faults.add({
      path: "/cgi-bin/component/api_start_push_ticket",
      kind: "errcode",
      errcode,
      times: 1,
      rate: 1,
      latencyMs: 0,
    });
  const fresh = "0123456789abcdef0123456789abcdef";

  it("tries an AppSecret on WeChat and keeps neither what was right nor what was wrong", async () => {
    const { component_appsecret: appSecret } = await simulatedCredentials(simulator.url, 1);
    const other = simulator.world.platforms[1]?.appid ?? "";
    const admin = staff("admin");
    await expect(provePlatform(admin, { componentAppId: other, appSecret })).resolves.toEqual({
      outcome: "accepted",
      ipAddress: null,
    });
    expect(await newest()).toMatchObject({ action: "platforms.prove", outcome: "done" });
    await expect(provePlatform(admin, { componentAppId: other, appSecret: fresh })).rejects.toMatchObject({
      code: "app_secret_refused",
      data: { errcode: 40125 },
    });
    expect(await newest()).toMatchObject({ outcome: "failed", detail: { errcode: 40125 } });
    const nobody = { componentAppId: "wx0000000000000bad", appSecret };
    await expect(provePlatform(admin, nobody)).rejects.toMatchObject({ code: "platform_app_id_refused" });
    await expect(findPlatform(ctx, other)).rejects.toMatchObject({ code: "platform_not_found" });
  });

  it("says which address WeChat refuses before it has looked at the secret", async () => {
    const { component_appsecret: appSecret } = await simulatedCredentials(simulator.url);
    fault(61004);
    expect(await provePlatform(staff("admin"), { componentAppId, appSecret })).toMatchObject({ outcome: "ip_refused" });
  });

  it("a new AppSecret replaces the old one only once WeChat has accepted it", async () => {
    const before = (await secrets()).appSecret;
    await expect(rotateAppSecret(staff("admin"), { componentAppId, appSecret: fresh })).rejects.toMatchObject({
      code: "app_secret_refused",
    });
    expect((await secrets()).appSecret).toBe(before);
    expect(await newest()).toMatchObject({ action: "platforms.rotate_app_secret", outcome: "failed" });
    fault(61004);
    await expect(rotateAppSecret(staff("admin"), { componentAppId, appSecret: fresh })).rejects.toMatchObject({
      code: "app_secret_unproved",
    });
    expect((await secrets()).appSecret).toBe(before);
    const platform = simulator.world.platforms[0];
    if (platform) platform.secret = fresh;
    const after = await rotateAppSecret(staff("admin"), { componentAppId, appSecret: fresh });
    expect((await secrets()).appSecret).toBe(fresh);
    expect(after.keys.credentialChangedAt).toBe(clock.now());
    expect(await newest()).toMatchObject({ action: "platforms.rotate_app_secret", outcome: "done" });
    expect(JSON.stringify([after, await auditEntries(services)])).not.toContain(fresh);
  });

  it("new callback keys are in force at once and keep the old ones, until staff forget them", async () => {
    const { token: oldToken, aesKeys: old } = await secrets();
    const [token, encodingAesKey] = ["n".repeat(32), "N".repeat(43)];
    const rotated = await rotateCallbackKeys(staff("admin"), { componentAppId, token, encodingAesKey });
    expect(rotated.keys).toMatchObject({ changedAt: clock.now(), previousKept: true, previousSeenAt: null });
    expect(await secrets()).toMatchObject({
      token,
      previousToken: oldToken,
      aesKeys: [encodingAesKey, ...old],
    });
    expect(await newest()).toMatchObject({ detail: { changed: ["token", "encodingAesKey"] } });
    await noteCallback(ctx, { componentAppId, accepted: true });
    expect((await findPlatform(ctx, componentAppId)).keys.previousSeenAt).toBeNull();
    await noteCallback(ctx, { componentAppId, accepted: true, keyIndex: 1 });
    expect((await findPlatform(ctx, componentAppId)).keys.previousSeenAt).toBe(clock.now());

    const forget = (anyway = false) => forgetPreviousKeys(staff("admin"), { componentAppId, anyway });
    await expect(forget()).rejects.toMatchObject({ code: "previous_key_in_use" });
    expect((await secrets()).previousToken).toBe(oldToken);
    clock.advance(hourMs);
    expect((await forget()).keys).toMatchObject({ previousKept: false, previousSeenAt: null });
    expect(await secrets()).toMatchObject({ token, previousToken: null, aesKeys: [encodingAesKey] });
    expect(await newest()).toMatchObject({ action: "platforms.forget_previous_keys" });
    const entries = (await auditEntries(services)).length;
    await forget();
    await rotateCallbackKeys(staff("admin"), { componentAppId, token, encodingAesKey });
    expect(await auditEntries(services)).toHaveLength(entries);
  });

  it("a key that leaked can be forgotten at once", async () => {
    await rotateCallbackKeys(staff("owner"), { componentAppId, encodingAesKey: "M".repeat(43) });
    await noteCallback(ctx, { componentAppId, accepted: true, keyIndex: 1 });
    await forgetPreviousKeys(staff("owner"), { componentAppId, anyway: true });
    expect((await secrets()).aesKeys).toEqual(["M".repeat(43)]);
  });

  it("who may not manage platforms can neither try, rotate nor forget a key", async () => {
    const forbidden = { code: "forbidden" };
    for (const role of ["operator", "releaser", "viewer"] as const) {
      const one = staff(role);
      await expect(provePlatform(one, { componentAppId, appSecret: fresh })).rejects.toMatchObject(forbidden);
      await expect(rotateAppSecret(one, { componentAppId, appSecret: fresh })).rejects.toMatchObject(forbidden);
      await expect(rotateCallbackKeys(one, { componentAppId, token: "abc" })).rejects.toMatchObject(forbidden);
      await expect(forgetPreviousKeys(one, { componentAppId })).rejects.toMatchObject(forbidden);
    }
  });

  it("a sealed secret that was altered is said to be unreadable, and can be entered anew", async () => {
    const { platforms } = services.store.t;
    const broken = Buffer.from("altered");
    await services.store.tx((db) =>
      db.update(platforms).set({ encodingAesKey: broken }).where(sql`${platforms.componentAppId} = ${componentAppId}`),
    );
    expect((await findPlatform(ctx, componentAppId)).keys.readable).toBe(false);
    await expect(secrets()).rejects.toMatchObject({ code: "seal_broken" });
    const mended = await rotateCallbackKeys(staff("admin"), { componentAppId, encodingAesKey: "P".repeat(43) });
    expect(mended.keys.readable).toBe(true);
    expect((await secrets()).aesKeys).toEqual(["P".repeat(43)]);
  });
});

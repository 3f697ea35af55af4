import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { auditEntries } from "#lib/audit/testing.ts";
import { fixedClock } from "#lib/core/clock.ts";
import { type Context, type Services, systemContext } from "#lib/core/context.ts";
import type { Role } from "#lib/core/contract.ts";
import { openTestServices } from "#lib/tokens/testing.ts";
import { type Simulator, startSimulator } from "#simulator/start.ts";
import { checkPlatform } from "./check-platform.ts";
import { confirmPublished, takeBackPublished } from "./confirm-published.ts";
import { getPlatform } from "./find-platform.ts";
import {
  askForTicket,
  connectPlatform,
  defaultPlatform,
  findPlatform,
  importAccounts,
  listPlatforms,
  noteCallback,
  noteImport,
  noteReleaseCheck,
  noteReviewQuota,
  openPlatformSecrets,
  readImport,
} from "./index.ts";
import { renamePlatform } from "./rename-platform.ts";
import { connectSimulatedPlatform, simulatedCredentials } from "./testing.ts";

describe("platforms", () => {
  let simulator: Simulator;
  let services: Services;
  let ctx: Context;
  let componentAppId: string;
  const clock = fixedClock(Date.now());

  beforeAll(async () => {
    simulator = await startSimulator({ accounts: 10, authorized: 0, seed: "platforms" });
    services = await openTestServices({ dialect: inject("dialect"), apiUrl: simulator.url, clock });
    ctx = systemContext(services, "test");
    await expect(defaultPlatform(ctx)).rejects.toMatchObject({ code: "platform_none" });
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
  const given = async () => {
    const found = await simulatedCredentials(simulator.url);
    return {
      componentAppId,
      name: found.name,
      appSecret: found.component_appsecret,
      token: found.token,
      encodingAesKey: found.encoding_aes_key,
    };
  };
  const actions = async () => (await auditEntries(services)).map((entry) => entry.action);

  it("keeps the secrets it was given, sealed, and shows none of them", async () => {
    const found = await given();
    expect(await openPlatformSecrets(ctx, componentAppId)).toEqual({
      appSecret: found.appSecret,
      token: found.token,
      previousToken: null,
      aesKeys: [found.encodingAesKey],
    });
    const shown = JSON.stringify(await listPlatforms(ctx));
    for (const secret of [found.appSecret, found.token, found.encodingAesKey]) expect(shown).not.toContain(secret);
    expect(await defaultPlatform(ctx)).toMatchObject({ componentAppId, demo: true });
  });

  it("tells the addresses to paste into WeChat's console", async () => {
    expect(await findPlatform(ctx, componentAppId)).toMatchObject({
      eventsUrl: `${services.env.publicUrl}/wx/${componentAppId}/events`,
      messagesUrl: `${services.env.publicUrl}/wx/${componentAppId}/messages/$APPID$`,
      launchDomain: new URL(services.env.publicUrl).host,
    });
  });

  it("connecting again without a change writes nothing", async () => {
    const before = await actions();
    await connectPlatform(ctx, await given());
    expect(await actions()).toEqual(before);
  });

  it("a new EncodingAESKey keeps the old one as the previous, and the log names what changed", async () => {
    const old = (await given()).encodingAesKey;
    const encodingAesKey = "B".repeat(43);
    await connectPlatform(staff("admin"), { ...(await given()), name: "新名字", encodingAesKey });
    expect((await openPlatformSecrets(ctx, componentAppId)).aesKeys).toEqual([encodingAesKey, old]);
    const [entry] = await auditEntries(services, 1);
    expect(entry).toMatchObject({ action: "platforms.update", detail: { changed: ["name", "encodingAesKey"] } });
    expect(JSON.stringify(entry)).not.toContain(encodingAesKey);
  });

  it("an operator may neither connect nor ask for a ticket nor import", async () => {
    const operator = staff("operator");
    const forbidden = { code: "forbidden" };
    await expect(connectPlatform(operator, await given())).rejects.toMatchObject(forbidden);
    await expect(askForTicket(operator, { componentAppId })).rejects.toMatchObject(forbidden);
    await expect(importAccounts(operator, { componentAppId })).rejects.toMatchObject(forbidden);
    await expect(listPlatforms(operator)).resolves.toHaveLength(1);
  });

  it("refuses secrets that cannot be WeChat's", async () => {
    const found = await given();
    for (const wrong of [{ encodingAesKey: "short" }, { appSecret: "with space and more" }, { componentAppId: "x" }])
      await expect(connectPlatform(ctx, { ...found, ...wrong })).rejects.toThrow();
  });

  it("asks WeChat for a ticket and records it, also when WeChat refuses", async () => {
    expect(await askForTicket(staff("admin"), { componentAppId })).toEqual({ state: "restarted" });
    expect((await findPlatform(ctx, componentAppId)).ticketAskedAt).toBe(clock.now());
    const path = "/cgi-bin/component/api_start_push_ticket";
    simulator.world.faults.add({ path, kind: "errcode", errcode: 40013, times: 1, rate: 1, latencyMs: 0 });
    await expect(askForTicket(staff("admin"), { componentAppId })).rejects.toMatchObject({ data: { errcode: 40013 } });
    const [failed, done] = await auditEntries(services, 2);
    expect([failed?.outcome, done?.outcome]).toEqual(["failed", "done"]);
  });

  it("starts one import at a time and remembers where it stands", async () => {
    expect(await readImport(ctx, componentAppId)).toBeNull();
    expect(await importAccounts(staff("admin"), { componentAppId })).toMatchObject({ state: "running" });
    await noteImport(ctx, { componentAppId, done: 500, total: 1_200, offset: 500 });
    await importAccounts(staff("admin"), { componentAppId });
    expect(await readImport(ctx, componentAppId)).toMatchObject({ state: "running", done: 500, offset: 500 });
    await noteImport(ctx, { componentAppId, state: "done", done: 1_200 });
    expect((await findPlatform(ctx, componentAppId)).import).toMatchObject({ state: "done", finishedAt: clock.now() });
    expect((await actions()).filter((action) => action === "accounts.import")).toHaveLength(1);
  });

  it("counts callbacks and remembers the review quota", async () => {
    await noteCallback(ctx, { componentAppId, accepted: true });
    await noteCallback(ctx, { componentAppId, accepted: false, count: 3 });
    await noteReviewQuota(ctx, { componentAppId, rest: 7, limit: 20 });
    expect(await findPlatform(ctx, componentAppId)).toMatchObject({
      lastCallbackAt: clock.now(),
      refusedCallbacks: 3,
      reviewQuota: { rest: 7, limit: 20, readAt: clock.now() },
    });
  });

  it("what staff say about 全网发布 is kept with their name, recorded, and can be taken back", async () => {
    const confirmed = await confirmPublished(staff("admin"), { componentAppId });
    expect(confirmed.publishing).toMatchObject({
      state: "confirmed",
      confirmedAt: clock.now(),
      confirmedBy: "Mei",
    });
    await confirmPublished(staff("owner"), { componentAppId });
    const taken = await takeBackPublished(staff("owner"), { componentAppId });
    expect(taken.publishing).toMatchObject({ state: "unknown", confirmedAt: null, confirmedBy: null });
    const names = (await actions()).slice(0, 3);
    expect(names).toEqual(["platforms.take_back_published", "platforms.confirm_published", expect.anything()]);
    expect(names[2]).not.toBe("platforms.confirm_published");
    await noteReleaseCheck(ctx, { componentAppId });
    expect((await findPlatform(ctx, componentAppId)).publishing).toMatchObject({
      state: "checked",
      checkedAt: clock.now(),
    });
  });

  it("is renamed with before and after in the log, and an unchanged name writes nothing", async () => {
    const before = (await findPlatform(ctx, componentAppId)).name;
    expect((await renamePlatform(staff("admin"), { componentAppId, name: " 茶事平台 " })).name).toBe("茶事平台");
    const [entry] = await auditEntries(services, 1);
    expect(entry).toMatchObject({ action: "platforms.rename", before: { name: before }, after: { name: "茶事平台" } });
    await renamePlatform(staff("admin"), { componentAppId, name: "茶事平台" });
    expect((await auditEntries(services, 1))[0]?.sequence).toBe(entry?.sequence);
  });

  it("an operator may neither confirm, rename nor check, but may look", async () => {
    const operator = staff("operator");
    const forbidden = { code: "forbidden" };
    const one = { componentAppId };
    await expect(confirmPublished(operator, one)).rejects.toMatchObject(forbidden);
    await expect(takeBackPublished(operator, one)).rejects.toMatchObject(forbidden);
    await expect(renamePlatform(operator, { ...one, name: "x" })).rejects.toMatchObject(forbidden);
    await expect(checkPlatform(operator, one)).rejects.toMatchObject(forbidden);
    expect(await getPlatform(operator, one)).toMatchObject({ componentAppId, silentSince: null });
  });

  it("an unknown platform is said to be unknown", async () => {
    await expect(findPlatform(ctx, "wxunknown")).rejects.toMatchObject({ code: "platform_not_found" });
    await expect(openPlatformSecrets(ctx, "wxunknown")).rejects.toMatchObject({ code: "platform_not_found" });
  });
});

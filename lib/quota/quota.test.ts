import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, test } from "vitest";
import { auditEntries } from "#lib/audit/testing.ts";
import { fixedClock } from "#lib/core/clock.ts";
import { type Context, type Services, systemContext } from "#lib/core/context.ts";
import type { Role } from "#lib/core/contract.ts";
import { withComponentToken } from "#lib/tokens/index.ts";
import { connectWithTicket, openTestServices } from "#lib/tokens/testing.ts";
import { listTemplates } from "#lib/wechat/index.ts";
import { type Simulator, startSimulator } from "#simulator/start.ts";
import { countedCalls } from "./counted-calls.ts";
import { getQuota, readQuota } from "./read-quota.ts";
import { resetQuota } from "./reset-quota.ts";

test("the counted calls are those of the component token, one line an address, without /sns/", () => {
  const paths = countedCalls.map(({ path }) => path);
  expect(paths).toContain("/cgi-bin/component/api_create_preauthcode");
  expect(paths).toContain("/wxa/gettemplatelist");
  expect(paths.filter((path) => path.startsWith("/sns/"))).toEqual([]);
  expect(new Set(paths).size).toBe(paths.length);
});

test.each(["en", "zh-CN"])("every counted call has words (%s)", (locale) => {
  const { quota } = JSON.parse(readFileSync(`messages/${locale}/platforms.json`, "utf8"));
  expect(countedCalls.filter(({ name }) => !quota.calls[name])).toEqual([]);
});

describe("the quota of a platform's calls", () => {
  let simulator: Simulator;
  let services: Services;
  let ctx: Context;
  let componentAppId: string;
  const clock = fixedClock(Date.now());
  const token = "/cgi-bin/component/api_component_token";
  const list = "/wxa/gettemplatelist";

  beforeAll(async () => {
    simulator = await startSimulator({ accounts: 10, authorized: 0, seed: "quota" });
    services = await openTestServices({ dialect: inject("dialect"), apiUrl: simulator.url, clock });
    ctx = systemContext(services, "test");
    componentAppId = await connectWithTicket(services);
  });
  afterAll(async () => {
    await services.store.close();
    await simulator.close();
  });
  beforeEach(() => {
    simulator.world.faults.clear();
    clock.advance(5 * 60_000);
  });

  const staff = (role: Role): Context => ({
    ...ctx,
    actor: { kind: "staff", staffId: "s1", name: "Mei", role, sessionId: "x" },
  });
  const fail = (path: string, errcode: number, times = 1) =>
    simulator.world.faults.add({ path, kind: "errcode", errcode, times, rate: 1, latencyMs: 0 });
  const asked = () => simulator.world.ledger.since(0).filter(({ path }) => path.endsWith("/quota/get")).length;
  const use = () =>
    withComponentToken(ctx, componentAppId, (componentToken) => listTemplates(ctx.wechat, { componentToken }));

  it("is nothing before it was read, then a line for each call, also for a viewer", async () => {
    expect(await getQuota(staff("viewer"), { componentAppId })).toMatchObject({ readAt: null, lines: [] });
    for (const _ of [1, 2, 3]) await use();
    const read = await readQuota(staff("viewer"), { componentAppId });
    expect(read.readAt).toBe(clock.now());
    expect(read.lines).toHaveLength(countedCalls.length);
    const line = read.lines.find(({ path }) => path === list);
    expect(line).toMatchObject({ used: 3, errcode: null, rateLimit: { calls: 10_000, perS: 60 } });
    expect((line?.dailyLimit ?? 0) - 3).toBe(line?.remain);
    expect(await getQuota(staff("viewer"), { componentAppId })).toEqual(read);
  });

  it("is asked of WeChat at most once a minute, by however many at once", async () => {
    const before = asked();
    const [one, two] = await Promise.all([
      readQuota(ctx, { componentAppId }),
      readQuota(staff("admin"), { componentAppId }),
    ]);
    expect(asked() - before).toBe(countedCalls.length);
    clock.advance(59_000);
    await readQuota(ctx, { componentAppId });
    expect(asked() - before).toBe(countedCalls.length);
    expect([one.readAt, two.readAt].some((at) => at !== null)).toBe(true);
    clock.advance(1_000);
    await readQuota(ctx, { componentAppId });
    expect(asked() - before).toBe(2 * countedCalls.length);
  });

  it("keeps what WeChat says about one path beside that line, and fails on what it says about the platform", async () => {
    fail("/cgi-bin/openapi/quota/get", 76021);
    const { lines } = await readQuota(ctx, { componentAppId });
    expect(lines.filter(({ errcode }) => errcode !== null)).toMatchObject([{ errcode: 76021, used: null }]);
    clock.advance(61_000);
    fail("/cgi-bin/openapi/quota/get", 61004, 4);
    await expect(readQuota(ctx, { componentAppId })).rejects.toMatchObject({ data: { errcode: 61004 } });
    expect((await getQuota(ctx, { componentAppId })).lines).toEqual(lines);
  });

  it("is set to zero with the component token, and may be read again at once", async () => {
    await use();
    const before = await readQuota(ctx, { componentAppId });
    expect(before.lines.find(({ path }) => path === list)?.used).toBe(4);
    const reset = await resetQuota(staff("admin"), { componentAppId });
    expect(reset).toMatchObject({ resetAt: clock.now(), nextReadAt: null });
    const [entry] = await auditEntries(services, 1);
    expect(entry).toMatchObject({ action: "quota.reset", outcome: "done", detail: { means: "platform" } });
    const after = await readQuota(ctx, { componentAppId });
    expect(after.lines.find(({ path }) => path === list)?.used).toBe(0);
  });

  it("is set to zero with the AppSecret when the token itself is out of quota", async () => {
    clock.advance(3 * 60 * 60_000);
    fail(token, 45009);
    await expect(readQuota(ctx, { componentAppId })).rejects.toMatchObject({ data: { errcode: 45009 } });
    await resetQuota(staff("owner"), { componentAppId });
    const [entry] = await auditEntries(services, 1);
    expect(entry).toMatchObject({ action: "quota.reset", outcome: "done", detail: { means: "app_secret" } });
  });

  it("an eleventh reset of the month is refused by WeChat, readably, and recorded as failed", async () => {
    fail("/cgi-bin/clear_quota", 48006);
    await expect(resetQuota(staff("admin"), { componentAppId })).rejects.toMatchObject({ data: { errcode: 48006 } });
    const [entry] = await auditEntries(services, 1);
    expect(entry).toMatchObject({ action: "quota.reset", outcome: "failed", detail: { errcode: 48006 } });
  });

  it("who may not manage platforms cannot reset it, and an unknown platform is said to be unknown", async () => {
    await expect(resetQuota(staff("viewer"), { componentAppId })).rejects.toMatchObject({ code: "forbidden" });
    const unknown = { componentAppId: "wx0000000000000bad" };
    await expect(readQuota(ctx, unknown)).rejects.toMatchObject({ code: "platform_not_found" });
    await expect(getQuota(ctx, unknown)).rejects.toMatchObject({ code: "platform_not_found" });
  });
});

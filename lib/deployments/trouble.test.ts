import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { dropAuthorization } from "#lib/tokens/index.ts";
import { cancelTargetsOf } from "./cancel-targets-of.ts";
import { getDeployment } from "./list-deployments.ts";
import { retryTargets } from "./retry-targets.ts";
import { type DeploymentWorld, openDeploymentWorld } from "./testing.ts";

let world: DeploymentWorld;
beforeAll(async () => {
  world = await openDeploymentWorld(inject("dialect"), { miniPrograms: 40 });
});
afterEach(() => world.simulator.world.faults.clear());
afterAll(() => world.close());

const acts = ["/wxa/commit", "/wxa/submit_audit", "/wxa/release"];

function fault(path: string, kind: string, more: Record<string, unknown> = {}) {
  return world.control("/_sim/faults", { path, kind, times: 1, ...more });
}

/** Lets time pass until the target comes to rest. */
async function settle(id: string) {
  for (let step = 0; step < 40; step += 1) {
    await world.pass(15_000);
    const target = await world.target(id);
    if (["released", "failed", "rejected"].includes(target.state)) return target;
  }
  return world.target(id);
}

describe("answers that get lost", () => {
  it.each(acts)("does not repeat %s whose answer was lost after its effect", async (path) => {
    const [appId = ""] = world.takeAppIds(1);
    await fault(path, "reset_after");
    const { id } = await world.create({ appIds: [appId] });
    expect((await settle(id)).state).toBe("released");
    for (const act of acts) expect(world.done(act).get(appId), act).toBe(1);
  });

  it.each(acts)("repeats %s that never arrived, once it has looked", async (path) => {
    const [appId = ""] = world.takeAppIds(1);
    await fault(path, "reset_before");
    const { id } = await world.create({ appIds: [appId] });
    expect((await settle(id)).state).toBe("released");
    for (const act of acts) expect(world.done(act).get(appId), act).toBe(1);
  });

  it.each(acts)("survives rubbish and -1 in answer to %s", async (path) => {
    const [appId = ""] = world.takeAppIds(1);
    await fault(path, "malformed");
    const { id } = await world.create({ appIds: [appId] });
    await world.pass(15_000);
    await fault(path, "errcode", { errcode: -1 });
    expect((await settle(id)).state).toBe("released");
    for (const act of acts) expect(world.done(act).get(appId), act).toBe(1);
  });

  it("says that it is reading back while it does", async () => {
    await fault("/wxa/commit", "reset_after");
    await fault("/wxa/getversioninfo", "errcode", { errcode: -1, times: 0 });
    const { id } = await world.create();
    await world.drain();
    expect(await world.target(id)).toMatchObject({ state: "committing", waitsFor: "confirmation" });
    await settle(id);
  });
});

describe("refusals", () => {
  it("waits for the scan at submission too, without a second commit", async () => {
    const [appId = ""] = world.takeAppIds(1);
    await fault("/wxa/submit_audit", "errcode", { errcode: 61039, times: 2 });
    const { id } = await world.create({ appIds: [appId] });
    await world.drain();
    await world.pass(4_000);
    expect(await world.target(id)).toMatchObject({ state: "submitting", waitsFor: "privacy_scan" });
    expect((await settle(id)).state).toBe("released");
    expect(world.done("/wxa/commit").get(appId)).toBe(1);
  });

  it("waits for the monthly quota and shows what is left of it", async () => {
    await fault("/wxa/submit_audit", "errcode", { errcode: 85085 });
    const { id } = await world.create();
    await world.drain();
    await world.pass(10_000);
    const target = await world.target(id);
    expect(target).toMatchObject({ state: "submitting", waitsFor: "review_quota", problem: { errcode: 85085 } });
    expect((await getDeployment(world.releaser, { id })).reviewQuota?.limit).toBeGreaterThan(0);
    await world.pass(3_700_000);
    expect((await world.target(id)).state).toBe("reviewing");
    await settle(id);
  });

  it("stops calling an API of the platform when its daily quota is used up, for every target", async () => {
    await fault("/wxa/commit", "errcode", { errcode: 45009 });
    const appIds = world.takeAppIds(3);
    const { id } = await world.create({ appIds: appIds.slice(0, 1), goal: "trial" });
    await world.drain();
    const other = await world.create({ appIds: appIds.slice(1), goal: "trial" });
    await world.drain();
    expect(await world.target(id)).toMatchObject({ waitsFor: "api_quota", problem: { errcode: 45009 } });
    for (const appId of appIds) expect(world.done("/wxa/commit").get(appId)).toBeUndefined();
    expect(await world.target(other.id)).toMatchObject({ waitsFor: "api_quota" });
    await world.pass(3_700_000);
    await world.pass(15_000);
    for (const appId of appIds) expect(world.done("/wxa/commit").get(appId)).toBe(1);
  });

  it("ends with WeChat's code, rid and words in both languages, and starts again where it failed", async () => {
    const [appId = ""] = world.takeAppIds(1);
    await fault("/wxa/submit_audit", "errcode", { errcode: 85008 });
    const { id } = await world.create({ appIds: [appId] });
    const target = await settle(id);
    expect(target).toMatchObject({ state: "failed", problem: { errcode: 85008, code: "wechat_85008" } });
    expect(target.problem?.rid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/);
    expect(target.problem?.cause.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(target.problem?.nextStep.en).toMatch(/[a-z]/);
    await retryTargets(world.releaser, { id });
    expect((await settle(id)).state).toBe("released");
    expect(world.done("/wxa/commit").get(appId)).toBe(1);
  });

  it("does not submit over a review that someone else started", async () => {
    const [appId = ""] = world.takeAppIds(1);
    const first = await world.create({ appIds: [appId] });
    await world.drain();
    await world.pass(10_000);
    expect((await world.target(first.id)).state).toBe("reviewing");
    // The account's lock is lost, as if the code had been submitted outside.
    await cancelTargetsOf(world.releaser, { appId });
    const second = await world.create({ appIds: [appId], version: "2.0.0" });
    await world.drain();
    await world.pass(10_000);
    expect(await world.target(second.id)).toMatchObject({ state: "failed", problem: { code: "other_review_running" } });
    expect(world.done("/wxa/submit_audit").get(appId)).toBe(1);
  });

  it("takes its own review up again when it was lost sight of", async () => {
    const [appId = ""] = world.takeAppIds(1);
    const { id } = await world.create({ appIds: [appId] });
    await world.drain();
    await world.pass(10_000);
    await cancelTargetsOf(world.releaser, { appId });
    expect(await world.target(id)).toMatchObject({ state: "failed", problem: { code: "authorization_revoked" } });
    await retryTargets(world.releaser, { id });
    expect((await settle(id)).state).toBe("released");
    expect(world.done("/wxa/submit_audit").get(appId)).toBe(1);
  });
});

describe("a merchant who revokes in the middle", () => {
  it("ends the target with the reason when WeChat refuses", async () => {
    const [appId = ""] = world.takeAppIds(1);
    const { id } = await world.create({ appIds: [appId] });
    await world.drain();
    await world.control(`/_sim/accounts/${appId}/revoke`, { component_appid: world.componentAppId });
    const target = await settle(id);
    expect(target).toMatchObject({ state: "failed", problem: { code: "authorization_revoked" } });
  });

  it("ends the target when the event came first and the tokens are gone", async () => {
    const [appId = ""] = world.takeAppIds(1);
    const { id } = await world.create({ appIds: [appId] });
    const { services, releaser, componentAppId } = world;
    await services.store.tx(() => dropAuthorization(releaser, { componentAppId, appId }));
    expect(await settle(id)).toMatchObject({ state: "failed", problem: { code: "authorization_revoked" } });
    expect(world.done("/wxa/commit").get(appId)).toBeUndefined();
  });
});

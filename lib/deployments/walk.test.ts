import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { findAccount } from "#lib/accounts/index.ts";
import { listAudit } from "#lib/audit/index.ts";
import { signedInAs } from "#lib/staff/testing.ts";
import { cancelTargetsOf } from "./cancel-targets-of.ts";
import { cancelDeployment, pauseDeployment, resumeDeployment } from "./control-deployment.ts";
import { createDeployment } from "./create-deployment.ts";
import { handleReviewEvent } from "./handle-review-event.ts";
import { getDeployment, listDeployments } from "./list-deployments.ts";
import { listTargets, listTargetsOfAccount } from "./list-targets.ts";
import { preflight } from "./preflight.ts";
import { listCategories, readTrialQr } from "./read-trial-qr.ts";
import { releaseTargets } from "./release-targets.ts";
import { retryTargets } from "./retry-targets.ts";
import { rollBackTargets } from "./roll-back-targets.ts";
import { skipTargets } from "./skip-targets.ts";
import { submitTargets } from "./submit-targets.ts";
import { summarizeDeployments } from "./summarize-deployments.ts";
import { type DeploymentWorld, openDeploymentWorld } from "./testing.ts";
import { withdrawTargets } from "./withdraw-targets.ts";

let world: DeploymentWorld;
beforeAll(async () => {
  world = await openDeploymentWorld(inject("dialect"), { miniPrograms: 45 });
});
afterAll(() => world.close());

const once = (path: string, appId: string) => expect(world.done(path).get(appId) ?? 0, path).toBe(1);

/** Creates a deployment and takes its only target as far as the review. */
async function inReview(goal: "review" | "release" = "release") {
  const [appId = ""] = world.takeAppIds(1);
  const { id } = await world.create({ appIds: [appId], goal });
  await world.drain();
  await world.pass(10_000);
  const target = await world.target(id);
  expect(target.state).toBe("reviewing");
  return { id, appId, auditId: target.auditId ?? "" };
}

describe("a deployment walked to its end", () => {
  it("goes from the template to the live version by itself, each act once", async () => {
    const [appId = ""] = world.takeAppIds(1);
    const { id, number } = await world.create({ appIds: [appId] });
    await world.drain();
    expect(await world.target(id)).toMatchObject({ state: "scanning", waitsFor: "privacy_scan", trialQr: true });
    await world.pass(10_000);
    expect(await world.target(id)).toMatchObject({ state: "reviewing", waitsFor: "review" });
    expect(await findAccount(world.releaser, appId)).toMatchObject({ appId });
    await world.pass(60_000);
    expect(await world.target(id)).toMatchObject({ state: "released", problem: null });
    expect(await getDeployment(world.releaser, { id })).toMatchObject({ state: "finished", counts: { released: 1 } });
    for (const path of ["/wxa/commit", "/wxa/submit_audit", "/wxa/release"]) once(path, appId);
    const platforms = world.services.wechat.circuits().map((circuit) => circuit.componentAppId);
    expect(platforms, "every call says whose it is").not.toContain("");
    expect(await findAccount(world.releaser, appId)).toMatchObject({ liveVersion: "1.0.0" });
    const entries = await listAudit(await signedInAs(world.services, "viewer"), {
      appId,
      direction: "next",
      limit: 50,
    });
    expect(entries.items.map((entry) => entry.action).reverse()).toEqual([
      "deployments.create",
      "deployments.commit",
      "deployments.submit",
      "deployments.approve",
      "deployments.release",
    ]);
    expect(entries.items[0]?.object?.name).toBe(`#${number}`);
  });

  it("stops at the trial version with its QR code, and goes on to review and release when asked", async () => {
    const [appId = ""] = world.takeAppIds(1);
    const { id } = await world.create({ appIds: [appId], goal: "trial" });
    await world.drain();
    await world.pass(10_000);
    expect(await world.target(id)).toMatchObject({
      state: "committed",
      waitsFor: "submission",
      actions: ["submit", "skip"],
    });
    expect((await getDeployment(world.releaser, { id })).state).toBe("finished");
    const { dataUrl } = await readTrialQr(world.releaser, { appId });
    expect(
      Buffer.from(dataUrl.split(",")[1] ?? "", "base64")
        .subarray(0, 2)
        .toString("hex"),
    ).toBe("ffd8");
    await submitTargets(world.releaser, { id });
    await world.drain();
    expect((await getDeployment(world.releaser, { id })).state).toBe("running");
    await world.pass(60_000);
    expect(await world.target(id)).toMatchObject({
      state: "approved",
      waitsFor: "release",
      actions: ["release", "skip"],
    });
    expect((await getDeployment(world.releaser, { id })).state).toBe("waiting");
    expect((await summarizeDeployments(world.releaser)).releaseWaiting.count).toBe(1);
    await releaseTargets(world.releaser, { id });
    await world.drain();
    expect((await world.target(id)).state).toBe("released");
    once("/wxa/commit", appId);
  });

  it("says why the reviewer refused, and submits again without another commit", async () => {
    const { id, appId, auditId } = await inReview();
    await world.control(`/_sim/reviews/${auditId}`, {
      verdict: "reject",
      reason: "1:页面内容涉及支付<br>(1):请补充类目<br>",
    });
    await world.pass(60_000);
    const target = await world.target(id);
    expect(target).toMatchObject({
      state: "rejected",
      problem: { code: "review_rejected" },
      actions: ["retry", "skip"],
    });
    expect(target.problem?.reason).toBe("1:页面内容涉及支付\n(1):请补充类目");
    expect(target.problem?.screenshots.length).toBeGreaterThan(0);
    await retryTargets(world.releaser, { id });
    await world.drain();
    await world.pass(60_000);
    expect((await world.target(id)).state).toBe("released");
    once("/wxa/commit", appId);
    expect(world.done("/wxa/submit_audit").get(appId)).toBe(2);
  });

  it("follows a delayed review until it is decided", async () => {
    const { id, auditId } = await inReview();
    await world.control(`/_sim/reviews/${auditId}`, { verdict: "delay", reason: "请耐心等待" });
    await world.pass(5_000);
    expect(await world.target(id)).toMatchObject({ state: "delayed", problem: { reason: "请耐心等待" } });
    await world.control(`/_sim/reviews/${auditId}`, { verdict: "approve" });
    await world.pass(31_000);
    expect((await world.target(id)).state).toBe("released");
  });

  it("takes a review back and keeps the account free afterwards", async () => {
    const { id, appId } = await inReview();
    await withdrawTargets(world.releaser, { id });
    expect((await world.target(id)).waitsFor).toBe("withdrawal");
    await world.drain();
    expect((await world.target(id)).state).toBe("withdrawn");
    const other = await world.create({ appIds: [appId], goal: "trial" });
    await world.drain();
    await world.pass(10_000);
    expect((await world.target(other.id)).state).toBe("committed");
  });

  it("commits again on retry when another deployment has replaced its trial version", async () => {
    const { id, appId } = await inReview();
    await withdrawTargets(world.releaser, { id });
    await world.drain();
    await world.create({ appIds: [appId], goal: "trial", version: "9.9.9" });
    await world.drain();
    await world.pass(10_000);
    await retryTargets(world.releaser, { id });
    await world.drain();
    await world.pass(10_000);
    await world.pass(60_000);
    expect((await world.target(id)).state).toBe("released");
    expect(world.done("/wxa/commit").get(appId)).toBe(3);
  });

  it("reads the result at once when WeChat's event comes", async () => {
    const { id, appId, auditId } = await inReview("review");
    await world.control(`/_sim/reviews/${auditId}`, { verdict: "approve" });
    await world.drain();
    expect((await world.target(id)).state).toBe("reviewing");
    const at = world.services.clock.now();
    const event = { componentAppId: world.componentAppId, appId, kind: "success" as const, at };
    expect(await handleReviewEvent(world.releaser, event)).toEqual({ targets: 1 });
    await world.drain();
    expect((await world.target(id)).state).toBe("approved");
    expect(await handleReviewEvent(world.releaser, event)).toEqual({ targets: 0 });
  });

  it("rolls back to the version before, once", async () => {
    const { id, appId } = await inReview();
    await world.pass(60_000);
    const before = (await world.target(id)).previousLiveVersion;
    await rollBackTargets(world.releaser, { id });
    await world.drain();
    const target = await world.target(id);
    if (before === null) expect(target).toMatchObject({ state: "released", problem: { errcode: 87012 } });
    else {
      expect(target.state).toBe("rolled_back");
      expect((await findAccount(world.releaser, appId))?.liveVersion).toBe(before);
    }
    expect((await preflight(world.releaser, { appIds: [appId], extJson: "{}", goal: "trial" })).ready).toBe(1);
  });

  it("names the categories that an account may submit with", async () => {
    const [appId = ""] = world.takeAppIds(1);
    const categories = await listCategories(world.releaser, { appId });
    expect(categories[0]).toMatchObject({ firstId: expect.any(Number), firstName: expect.any(String) });
  });
});

describe("two deployments and one account", () => {
  it("refuses the second with who and when, and the preflight shows it", async () => {
    const [appId = "", free = ""] = world.takeAppIds(2);
    const since = world.services.clock.now();
    const first = await world.create({ appIds: [appId] });
    const seen = await preflight(world.releaser, { appIds: [appId, free], extJson: "{}", goal: "review" });
    expect(seen).toMatchObject({
      ready: 1,
      blocked: [{ appId, reason: "busy", heldBy: { deploymentNumber: first.number, by: first.createdBy } }],
    });
    expect(seen.blocked[0]?.heldBy?.since).toBeGreaterThanOrEqual(since);
    expect(seen.reviewQuota?.limit).toBeGreaterThan(0);
    await expect(world.create({ appIds: [free, appId] })).rejects.toMatchObject({
      code: "account_busy",
      data: { appId, number: first.number, by: first.createdBy },
    });
    // All or nothing: the free one was not taken.
    expect((await preflight(world.releaser, { appIds: [free], extJson: "{}", goal: "trial" })).ready).toBe(1);
    await cancelDeployment(world.releaser, { id: first.id });
    expect((await preflight(world.releaser, { appIds: [appId], extJson: "{}", goal: "trial" })).ready).toBe(1);
  });

  it("lets one of many that start at the same moment through", async () => {
    const [appId = ""] = world.takeAppIds(1);
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => world.create({ appIds: [appId] })));
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of tries) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "account_busy" });
  });

  it("does not let a failed one be retried while another holds the account", async () => {
    const [appId = ""] = world.takeAppIds(1);
    const first = await world.create({ appIds: [appId], version: "x".repeat(64) });
    await skipTargets(world.releaser, { id: first.id });
    expect((await world.target(first.id)).state).toBe("cancelled");
    const second = await world.create({ appIds: [appId] });
    await world.drain();
    await cancelTargetsOf(world.releaser, { appId });
    expect((await world.target(second.id)).state).toBe("failed");
    const third = await world.create({ appIds: [appId] });
    await expect(retryTargets(world.releaser, { id: second.id })).rejects.toMatchObject({
      code: "account_busy",
      data: { number: third.number },
    });
  });
});

describe("decisions about a running deployment", () => {
  it("pauses before the next act and goes on where it stopped", async () => {
    const { id } = await world.create();
    await pauseDeployment(world.releaser, { id });
    await world.pass(60_000);
    expect(await world.target(id)).toMatchObject({ state: "queued", waitsFor: "resume" });
    expect((await getDeployment(world.releaser, { id })).state).toBe("paused");
    await resumeDeployment(world.releaser, { id });
    await world.drain();
    await world.pass(10_000);
    await world.pass(60_000);
    expect((await world.target(id)).state).toBe("released");
    await expect(resumeDeployment(world.releaser, { id })).rejects.toMatchObject({ code: "deployment_not_paused" });
  });

  it("cancels what is not submitted and leaves a running review alone", async () => {
    const appIds = world.takeAppIds(2);
    const { id, auditId } = await inReview();
    await cancelDeployment(world.releaser, { id });
    await world.control(`/_sim/reviews/${auditId}`, { verdict: "approve" });
    await world.pass(60_000);
    expect(await world.target(id)).toMatchObject({ state: "approved", waitsFor: "release" });
    await releaseTargets(world.releaser, { id });
    await world.drain();
    expect((await world.target(id)).state).toBe("released");
    const early = await world.create({ appIds });
    const after = await cancelDeployment(world.releaser, { id: early.id });
    expect(after).toMatchObject({ state: "cancelled", counts: { cancelled: 2 } });
    await expect(retryTargets(world.releaser, { id: early.id })).rejects.toMatchObject({ code: "deployment_ended" });
  });

  it("refuses everyone whose role may not, and shows them no action", async () => {
    const viewer = await signedInAs(world.services, "viewer");
    const { id } = await world.create({ goal: "trial" });
    const input = { templateId: "3", appIds: ["wx0000000000000001"], extJson: "{}", version: "1" } as never;
    const acts = [
      createDeployment(viewer, input),
      pauseDeployment(viewer, { id }),
      resumeDeployment(viewer, { id }),
      cancelDeployment(viewer, { id }),
      retryTargets(viewer, { id }),
      skipTargets(viewer, { id }),
      submitTargets(viewer, { id }),
      withdrawTargets(viewer, { id }),
      releaseTargets(viewer, { id }),
      rollBackTargets(viewer, { id }),
    ];
    for (const act of await Promise.allSettled(acts)) {
      expect(act).toMatchObject({ status: "rejected", reason: { code: "forbidden" } });
    }
    const { items } = await listTargets(viewer, { id, direction: "next", limit: 10 });
    expect(items[0]?.actions).toEqual([]);
  });

  it("refuses bad ext_json with line and column, unknown templates and accounts that cannot be deployed to", async () => {
    await expect(world.create({ extJson: '{\n"a" 1}' })).rejects.toMatchObject({
      code: "ext_json_invalid",
      data: { line: 2, column: 5 },
    });
    await expect(world.create({ templateId: "999" })).rejects.toMatchObject({ code: "template_unknown" });
    const official = world.simulator.world.accounts.find((one) => one.kind === "official_account");
    await expect(world.create({ appIds: [official?.appid ?? ""] })).rejects.toMatchObject({ code: "account_blocked" });
    await expect(getDeployment(world.releaser, { id: "none" })).rejects.toMatchObject({ code: "deployment_not_found" });
  });
});

describe("lists", () => {
  it("page both ways, those who need people first", async () => {
    const appIds = world.takeAppIds(7);
    const { id } = await world.create({ appIds, goal: "trial" });
    await cancelTargetsOf(world.releaser, { appId: appIds[3] ?? "" });
    const page = (cursor?: string, direction: "next" | "previous" = "next") =>
      listTargets(world.releaser, { id, limit: 3, direction, cursor });
    const first = await page();
    expect(first.items[0]).toMatchObject({
      appId: appIds[3],
      state: "failed",
      problem: { code: "authorization_revoked" },
    });
    expect(first).toMatchObject({ total: 7, previousCursor: null });
    const second = await page(first.nextCursor ?? "");
    const third = await page(second.nextCursor ?? "");
    expect(third.nextCursor).toBeNull();
    expect((await page(third.previousCursor ?? "", "previous")).items).toEqual(second.items);
    const all = [...first.items, ...second.items, ...third.items].map((target) => target.appId);
    expect(new Set(all)).toEqual(new Set(appIds));
    const found = await listTargets(world.releaser, {
      id,
      limit: 10,
      direction: "next",
      search: appIds[5]?.toUpperCase(),
    });
    expect(found).toMatchObject({ total: 1, items: [{ appId: appIds[5] }] });
    const failed = await listTargets(world.releaser, { id, limit: 10, direction: "next", state: "failed" });
    expect(failed).toMatchObject({ total: 1, items: [{ state: "failed" }] });
    await cancelDeployment(world.releaser, { id });
  });

  it("show deployments newest first and an account's own history", async () => {
    const [appId = ""] = world.takeAppIds(1);
    const one = await world.create({ appIds: [appId], goal: "trial" });
    await cancelDeployment(world.releaser, { id: one.id });
    const two = await world.create({ appIds: [appId], goal: "trial", version: "2.0.0" });
    const page = await listDeployments(world.releaser, { direction: "next", limit: 2 });
    expect(page.items.map((row) => row.number)).toEqual([two.number, one.number]);
    const older = await listDeployments(world.releaser, { direction: "next", limit: 2, cursor: page.nextCursor ?? "" });
    const back = await listDeployments(world.releaser, {
      direction: "previous",
      limit: 2,
      cursor: older.previousCursor ?? "",
    });
    expect(back.items).toEqual(page.items);
    const cancelled = await listDeployments(world.releaser, { direction: "next", limit: 50, state: "cancelled" });
    expect(cancelled.items.every((row) => row.state === "cancelled")).toBe(true);
    const history = await listTargetsOfAccount(world.releaser, { appId });
    expect(history.map((target) => target.version)).toEqual(["2.0.0", "1.0.0"]);
    await expect(listDeployments(world.releaser, { direction: "next", limit: 2, cursor: "%%%" })).rejects.toMatchObject(
      {
        code: "cursor_invalid",
      },
    );
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { listAudit } from "#lib/audit/index.ts";
import type { Context, Services } from "#lib/core/context.ts";
import { signedInAs } from "#lib/staff/testing.ts";
import { connectWithTicket, openTestServices } from "#lib/tokens/testing.ts";
import { type Simulator, startSimulator } from "#simulator/start.ts";
import { addTemplate } from "./add-template.ts";
import { deleteTemplate } from "./delete-template.ts";
import { findTemplate } from "./library.ts";
import { listDrafts, listTemplates } from "./list-templates.ts";
import { forgetTemplateLive, noteTemplateLive } from "./note-template-live.ts";

let simulator: Simulator;
let services: Services;
let componentAppId: string;
let releaser: Context;

beforeAll(async () => {
  simulator = await startSimulator({ accounts: 10, authorized: 2 });
  const clock = { now: () => simulator.world.clock.now() };
  services = await openTestServices({ dialect: inject("dialect"), apiUrl: simulator.url, clock });
  componentAppId = await connectWithTicket(services);
  releaser = await signedInAs(services, "releaser");
});
afterEach(() => simulator.world.faults.clear());
afterAll(async () => {
  await services.store.close();
  await simulator.close();
});

function calls(path: string) {
  return simulator.world.ledger.since(0).filter((entry) => entry.path === path).length;
}

function fault(path: string, kind: "reset_after" | "errcode", errcode = -1) {
  simulator.world.faults.add({ path, kind, times: 1, rate: 1, latencyMs: 0, errcode });
}

async function lastEntry(action: string) {
  const { items } = await listAudit(releaser, { action, direction: "next", limit: 1 });
  return items[0];
}

describe("the template library", () => {
  it("shows drafts and templates, newest first, with their source", async () => {
    const drafts = await listDrafts(releaser, {});
    expect(drafts.length).toBeGreaterThanOrEqual(4);
    expect(drafts[0]).toMatchObject({ draftId: expect.any(String), sourceName: expect.stringContaining("云栖") });
    const { items, capacity } = await listTemplates(releaser, {});
    expect(capacity).toBe(200);
    expect(items.map((item) => item.createdAt)).toEqual(items.map((item) => item.createdAt).sort((a, b) => b - a));
    expect(items.map((item) => item.templateId)).toContain("0");
  });

  it("asks WeChat once for many readers, and again after five seconds", async () => {
    simulator.world.clock.advance(6_000);
    const before = calls("/wxa/gettemplatelist");
    await Promise.all(Array.from({ length: 20 }, () => listTemplates(releaser, {})));
    expect(calls("/wxa/gettemplatelist")).toBe(before + 1);
    simulator.world.clock.advance(6_000);
    await listTemplates(releaser, {});
    expect(calls("/wxa/gettemplatelist")).toBe(before + 2);
  });

  it("adds a draft, finds its new id and writes it down", async () => {
    const [draft] = await listDrafts(releaser, {});
    const { items } = await addTemplate(releaser, { draftId: draft?.draftId ?? "" });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ version: draft?.version, liveOn: 0 });
    expect(await lastEntry("templates.add")).toMatchObject({
      outcome: "done",
      object: { kind: "template", id: items[0]?.templateId },
      detail: { draftId: draft?.draftId },
    });
  });

  it("finds out by itself that an add whose answer was lost has worked", async () => {
    const drafts = await listDrafts(releaser, {});
    const draft = drafts[1];
    const before = calls("/wxa/addtotemplate");
    fault("/wxa/addtotemplate", "reset_after");
    const { items } = await addTemplate(releaser, { draftId: draft?.draftId ?? "" });
    expect(items).toHaveLength(1);
    expect(calls("/wxa/addtotemplate")).toBe(before + 1);
  });

  it("says that a draft is gone, and that the library is full", async () => {
    await expect(addTemplate(releaser, { draftId: "999999" })).rejects.toMatchObject({
      code: "draft_missing",
      data: { errcode: 85064 },
    });
    expect(await lastEntry("templates.add")).toMatchObject({ outcome: "failed", detail: { errcode: 85064 } });
    fault("/wxa/addtotemplate", "errcode", 85065);
    const [draft] = await listDrafts(releaser, {});
    await expect(addTemplate(releaser, { draftId: draft?.draftId ?? "" })).rejects.toMatchObject({
      code: "template_library_full",
      data: { capacity: 200 },
    });
  });

  it("deletes a template once, also when the answer is lost", async () => {
    const { items } = await listTemplates(releaser, {});
    const templateId = items[0]?.templateId ?? "";
    fault("/wxa/deletetemplate", "reset_after");
    expect(await deleteTemplate(releaser, { templateId })).toEqual({ templateId });
    expect(await findTemplate(releaser, { componentAppId, templateId })).toBeNull();
    expect(await lastEntry("templates.delete")).toMatchObject({ object: { id: templateId } });
    await expect(deleteTemplate(releaser, { templateId })).rejects.toMatchObject({ code: "template_missing" });
  });

  it("counts the accounts on which a template is live", async () => {
    const live = { componentAppId, templateId: "0", version: "1.0.0" };
    await services.store.tx(async () => {
      await noteTemplateLive(releaser, { appId: "wx0000000000000001", ...live });
      await noteTemplateLive(releaser, { appId: "wx0000000000000002", ...live });
      await noteTemplateLive(releaser, { appId: "wx0000000000000001", ...live, version: "1.0.1" });
    });
    const liveOn = async () =>
      (await listTemplates(releaser, {})).items.find((item) => item.templateId === "0")?.liveOn;
    expect(await liveOn()).toBe(2);
    await services.store.tx(() => forgetTemplateLive(releaser, "wx0000000000000001"));
    expect(await liveOn()).toBe(1);
  });

  it("lets a viewer look and nothing else", async () => {
    const viewer = await signedInAs(services, "viewer");
    expect((await listTemplates(viewer, {})).items.length).toBeGreaterThan(0);
    await expect(addTemplate(viewer, { draftId: "1" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(deleteTemplate(viewer, { templateId: "0" })).rejects.toMatchObject({ code: "forbidden" });
  });
});

import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type DeploymentWorld, openDeploymentWorld } from "./testing.ts";

let world: DeploymentWorld;
beforeAll(async () => {
  world = await openDeploymentWorld(inject("dialect"));
});
afterAll(() => world.close());

describe("a deployment walked to its end", () => {
  it("goes from the template to the live version by itself", async () => {
    const { id } = await world.create();
    await world.drain();
    expect(await world.target(id)).toMatchObject({ state: "scanning", waitsFor: "privacy_scan", trialQr: true });
    await world.pass(10_000);
    expect(await world.target(id)).toMatchObject({ state: "reviewing", waitsFor: "review" });
    await world.pass(60_000);
    expect(await world.target(id)).toMatchObject({ state: "released", problem: null });
  });
});

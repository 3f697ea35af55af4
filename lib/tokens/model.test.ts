import fc from "fast-check";
import { afterAll, beforeAll, describe, inject, it } from "vitest";
import type { Services } from "#lib/core/context.ts";
import { schedules } from "./model-steps.ts";
import { runSchedule } from "./model-world.ts";
import { openTestServices } from "./testing.ts";

describe("tokens under every schedule", () => {
  let services: Services;
  beforeAll(async () => {
    services = await openTestServices({ dialect: inject("dialect"), apiUrl: "http://model.invalid" });
  });
  afterAll(() => services.store.close());

  it("are never handed out expired nor replaced by older ones, and all trouble passes", { timeout: 240_000 }, () =>
    fc.assert(
      fc.asyncProperty(schedules, (schedule) => runSchedule(services, schedule)),
      // PGlite takes its turns on this thread and is some twenty times slower; all that differs is how a row is written.
      { numRuns: inject("dialect") === "sqlite" ? 1_000 : 25, seed: 20_261_103 },
    ),
  );
});

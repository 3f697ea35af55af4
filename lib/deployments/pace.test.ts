import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Store } from "#db/store.ts";
import { openTestStore } from "#db/testing.ts";
import { fixedClock } from "#lib/core/clock.ts";
import { reserveCalls } from "./pace.store.ts";
import { awaitTurn, blockApi } from "./pace.ts";
import { timingFor } from "./timing.ts";

let store: Store;
beforeAll(async () => {
  store = await openTestStore(inject("dialect"));
});
afterAll(() => store.close());

const start = 1_780_000_000_000;

describe("the pace of an API", () => {
  it("lets a burst go and then one call an interval, whoever asks", async () => {
    const pace = { now: start, intervalUs: 50_000, burst: 3, count: 1 };
    const taken = [];
    for (let call = 0; call < 6; call += 1) taken.push(await store.tx(() => reserveCalls(store, "a", pace)));
    const waitsMs = taken.map((turn) => Math.max(0, turn.firstUs / 1_000 - start));
    expect(waitsMs).toEqual([0, 0, 0, 50, 100, 150]);
    const later = await store.tx(() => reserveCalls(store, "a", { ...pace, now: start + 10_000 }));
    expect(later.firstUs / 1_000).toBeLessThanOrEqual(start + 10_000);
  });

  it("never gives more calls in a second than it allows, from many processes at once", async () => {
    const pace = { now: start, intervalUs: 10_000, burst: 1, count: 5 };
    const turns = await Promise.all(Array.from({ length: 40 }, () => store.tx(() => reserveCalls(store, "b", pace))));
    const slots = turns.flatMap((turn) => Array.from({ length: 5 }, (_, nth) => turn.firstUs + nth * 10_000));
    expect(new Set(slots).size).toBe(200);
    expect(Math.max(...slots) - Math.min(...slots)).toBe(199 * 10_000);
  });

  it("stops all calls while WeChat says that the quota is used up", async () => {
    const clock = fixedClock(start);
    const ctx = { store, clock };
    const timing = { ...timingFor({ demo: false }), callsPerSecond: 1_000, burst: 100 };
    expect(await awaitTurn(ctx, "wxP", "commit", timing)).toBeNull();
    await store.tx(() => blockApi(ctx, "wxP", "commit", start + 60_000));
    expect(await awaitTurn(ctx, "wxP", "commit", timing)).toEqual({ at: start + 60_000, blocked: true });
    expect(await awaitTurn(ctx, "wxP", "release", timing)).toBeNull();
    clock.advance(60_001);
    expect(await awaitTurn(ctx, "wxP", "commit", timing)).toBeNull();
  });
});

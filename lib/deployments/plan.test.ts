import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { targetStates } from "./contract.ts";
import { deploymentStateOf } from "./deployment-state.ts";
import { limitOf, plan, type Snapshot } from "./plan.ts";
import { allows, isOpen, rankOf, retryStateOf, transitions } from "./states.ts";

const now = 1_780_000_000_000;
const goals = ["trial", "review", "release"] as const;
const intents = ["commit", "submit", "release", "withdraw", "roll_back"] as const;
const time = fc.integer({ min: -100 * 86_400_000, max: 86_400_000 }).map((ms) => now + ms);

const snapshots: fc.Arbitrary<Snapshot> = fc.record({
  state: fc.constantFrom(...targetStates),
  goal: fc.constantFrom(...goals),
  deployment: fc.constantFrom("running", "paused", "waiting", "finished", "cancelled"),
  since: time,
  nextCheckAt: fc.option(time),
  request: fc.option(fc.constantFrom("withdraw", "roll_back")),
  intent: fc.option(fc.record({ kind: fc.constantFrom(...intents), readableAt: time })),
});
const acting = ["begin", "commit", "submit", "release", "withdraw", "roll_back"];

function planned(snapshot: Snapshot) {
  const [operation] = plan(snapshot, now);
  if (!operation) throw new Error("A plan is never empty");
  return operation;
}

describe("the plan", () => {
  it("never acts while the outcome of a call is open: it reads back, not before it can know", () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        fc.pre(snapshot.intent !== null);
        const operation = planned(snapshot);
        expect(acting).not.toContain(operation.kind);
        if (operation.kind === "settle") expect(snapshot.intent?.readableAt).toBeLessThanOrEqual(now);
      }),
      { numRuns: 2_000 },
    );
  });

  it("never acts for a paused deployment, save what was asked for since", () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const kind = planned({ ...snapshot, deployment: "paused", request: null }).kind;
        expect(acting).not.toContain(kind);
      }),
      { numRuns: 2_000 },
    );
  });

  it("never acts for a cancelled deployment before submission", () => {
    for (const state of ["queued", "preflight", "committing", "scanning", "submitting"] as const) {
      const snapshot: Snapshot = {
        state,
        goal: "release",
        deployment: "cancelled",
        since: now,
        nextCheckAt: null,
        request: null,
        intent: null,
      };
      expect(planned(snapshot)).toEqual({ kind: "cancel" });
    }
  });

  it("gives every open state a limit after which it ends", () => {
    for (const state of targetStates) {
      for (const goal of goals) {
        const limit = limitOf(state, now);
        if (isOpen(state, goal) && state !== "committed") expect(limit, state).toBeGreaterThan(now);
        if (limit === null || !isOpen(state, goal)) continue;
        const base = { state, goal, deployment: "running" as const, since: 0, nextCheckAt: null, request: null };
        expect(planned({ ...base, intent: null }).kind).toBe("expire");
      }
    }
  });

  it("leaves settled targets alone", () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        fc.pre(!isOpen(snapshot.state, snapshot.goal));
        expect(planned({ ...snapshot, request: null })).toEqual({ kind: "wait", until: null });
      }),
    );
  });

  it("never does again what one of its moves led away from, without a person", () => {
    const order = ["queued", "preflight", "committing", "scanning", "committed", "submitting", "reviewing"];
    for (const [from, targets] of Object.entries(transitions)) {
      if (["failed", "rejected", "withdrawn", "committed"].includes(from)) continue;
      for (const to of targets) {
        if (order.includes(from) && order.includes(to)) {
          const delayed = from === "reviewing" || to === "reviewing";
          expect(order.indexOf(to) > order.indexOf(from) || delayed, `${from} → ${to}`).toBe(true);
        }
      }
    }
  });

  it("starts every failed step again at a place the table allows", () => {
    for (const state of targetStates) {
      if (!transitions[state].includes("failed")) continue;
      expect(transitions.failed).toContain(retryStateOf(state));
    }
  });
});

describe("states", () => {
  it("put those who need people first", () => {
    expect(rankOf("failed", "release")).toBe(0);
    expect(rankOf("approved", "review")).toBe(0);
    expect(rankOf("approved", "release")).toBe(1);
    expect(rankOf("committed", "trial")).toBe(2);
    expect(rankOf("released", "release")).toBe(2);
  });

  it("allow nothing more while something asked for is under way, and no skip in doubt", () => {
    const target = { state: "reviewing" as const, goal: "release" as const, inDoubt: false, request: null };
    expect(allows(target, "withdraw")).toBe(true);
    expect(allows({ ...target, request: "withdraw" }, "withdraw")).toBe(false);
    expect(allows({ ...target, state: "queued", inDoubt: true }, "skip")).toBe(false);
  });

  it("make a deployment finished when nothing moves and nobody is waited for", () => {
    const row = { state: "running" as const, goal: "review" as const };
    expect(deploymentStateOf(row, { scanning: 1, failed: 2 })).toBe("running");
    expect(deploymentStateOf(row, { approved: 1, released: 3 })).toBe("waiting");
    expect(deploymentStateOf(row, { released: 3, failed: 1 })).toBe("finished");
    expect(deploymentStateOf({ ...row, state: "paused" }, { queued: 3 })).toBe("paused");
    expect(deploymentStateOf({ ...row, state: "cancelled" }, { reviewing: 3 })).toBe("cancelled");
  });
});

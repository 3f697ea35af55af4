import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clockSkewMs, type DecisionInput, decideToken, refreshDueAt, type TokenFacts } from "./decide-token.ts";

const minutesMs = 60_000;
const nowMs = 1_780_000_000_000;
const fresh: TokenFacts = {
  hasSource: true,
  hasToken: true,
  expiresAt: nowMs + 120 * minutesMs,
  lifeMs: 120 * minutesMs,
  version: 3,
  forcedAt: null,
  coolUntil: null,
};
const input: DecisionInput = { nowMs, marginMs: 10 * minutesMs, jitter: 0.5, rejectedVersion: null };
const decide = (facts: Partial<TokenFacts>, more: Partial<DecisionInput> = {}) =>
  decideToken({ ...fresh, ...facts }, { ...input, ...more });

describe("the decision about a token", () => {
  it("uses a fresh one, whatever the source", () => {
    expect(decide({})).toEqual({ action: "use", reason: "fresh" });
    expect(decide({ hasSource: false })).toEqual({ action: "use", reason: "fresh" });
  });

  it("refreshes what is missing, expired, about to expire or from another time", () => {
    expect(decide({ hasToken: false })).toEqual({ action: "refresh", reason: "missing" });
    expect(decide({ expiresAt: nowMs })).toEqual({ action: "refresh", reason: "expired" });
    expect(decide({ expiresAt: nowMs + 5 * minutesMs })).toEqual({ action: "refresh", reason: "expiring" });
    expect(decide({ expiresAt: nowMs + 240 * minutesMs })).toEqual({ action: "refresh", reason: "clock_moved" });
  });

  it("uses a token near its end while refreshing is not possible", () => {
    const expiresAt = nowMs + 5 * minutesMs;
    expect(decide({ expiresAt, coolUntil: nowMs + 1 }).reason).toBe("valid_while_cooling");
    expect(decide({ expiresAt, hasSource: false }).reason).toBe("valid_without_source");
  });

  it("refuses without a source or while cooling off, and says until when", () => {
    expect(decide({ hasToken: false, hasSource: false })).toMatchObject({ action: "refuse", reason: "no_source" });
    const until = nowMs + 10_000;
    expect(decide({ hasToken: false, coolUntil: until })).toEqual({ action: "refuse", reason: "cooling", until });
  });

  it("does not believe a cool-off from hours ahead", () => {
    expect(decide({ hasToken: false, coolUntil: nowMs + 120 * minutesMs }).action).toBe("refresh");
  });

  it("refreshes a refused token once, and uses a newer one instead", () => {
    expect(decide({}, { rejectedVersion: 3 })).toEqual({ action: "refresh", reason: "rejected" });
    expect(decide({}, { rejectedVersion: 2 })).toEqual({ action: "use", reason: "fresh" });
    expect(decide({ forcedAt: nowMs - 1_000 }, { rejectedVersion: 3 }).reason).toBe("rejected_again");
    expect(decide({ forcedAt: nowMs - 20_000 }, { rejectedVersion: 3 }).reason).toBe("rejected");
  });

  it("never uses an expired or refused token, and never refreshes more than a quarter of its life early", () => {
    const minute = fc.integer({ min: -300 * minutesMs, max: 300 * minutesMs });
    const facts = fc.record({
      hasSource: fc.boolean(),
      hasToken: fc.boolean(),
      expiresAt: fc.option(minute.map((ms) => nowMs + ms)),
      lifeMs: fc.option(fc.integer({ min: 0, max: 240 * minutesMs })),
      version: fc.integer({ min: 0, max: 9 }),
      forcedAt: fc.option(minute.map((ms) => nowMs + ms)),
      coolUntil: fc.option(minute.map((ms) => nowMs + ms)),
    });
    const inputs = fc.record({
      nowMs: fc.constant(nowMs),
      marginMs: fc.constantFrom(5 * minutesMs, 10 * minutesMs),
      jitter: fc.double({ min: 0, max: 0.999, noNaN: true }),
      rejectedVersion: fc.option(fc.integer({ min: 0, max: 9 })),
    });
    fc.assert(
      fc.property(facts, inputs, (token, about) => {
        const decision = decideToken(token, about);
        if (decision.action === "use") {
          expect(token.hasToken && token.expiresAt! > nowMs).toBe(true);
          expect(token.version > (about.rejectedVersion ?? -1)).toBe(true);
        }
        if (decision.action === "refresh") expect(token.hasSource).toBe(true);
        if (decision.action === "refresh" && decision.reason === "expiring") {
          const earlyMs = token.expiresAt! - refreshDueAt(token, about);
          expect(earlyMs).toBeLessThanOrEqual(Math.min(about.marginMs, token.lifeMs! / 4));
          expect(token.expiresAt! - nowMs).toBeLessThanOrEqual(earlyMs);
        }
        if (decision.action === "refuse" && decision.until !== null)
          expect(decision.until).toBeLessThanOrEqual(nowMs + 30_000 + clockSkewMs);
      }),
      { numRuns: 2_000 },
    );
  });
});

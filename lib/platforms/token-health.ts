import type { TokenHealth } from "./contract.ts";

export interface TokenFacts {
  hasSource: boolean;
  hasToken: boolean;
  expiresAt: number | null;
  lifeMs: number | null;
  refreshedAt: number | null;
  failedAt: number | null;
  lastErrcode: number | null;
  lastRid: string | null;
  lastErrorCode: string | null;
}

/**
 * Health of a token for people: when, never what. `missing`: nothing to buy a token with. `expired`: none
 * at hand, the next use fetches one (normal for a lazy token). `failing`: the last refresh failed.
 */
export function tokenHealthOf(facts: TokenFacts | null, nowMs: number): TokenHealth {
  const health = {
    expiresAt: facts?.expiresAt ?? null,
    refreshedAt: facts?.refreshedAt ?? null,
    failedAt: facts?.failedAt ?? null,
    lastErrcode: facts?.lastErrcode ?? null,
    lastRid: facts?.lastRid ?? null,
    lastErrorCode: facts?.lastErrorCode ?? null,
  };
  return { state: stateOf(facts, nowMs), ...health };
}

function stateOf(facts: TokenFacts | null, nowMs: number): TokenHealth["state"] {
  if (facts === null) return "missing";
  if (facts.failedAt !== null && facts.failedAt >= (facts.refreshedAt ?? 0)) return "failing";
  if (!facts.hasSource && !facts.hasToken) return "missing";
  if (!facts.hasToken || facts.expiresAt === null || facts.expiresAt <= nowMs) return "expired";
  const marginMs = Math.min(10 * 60_000, (facts.lifeMs ?? 0) / 4);
  return facts.expiresAt - nowMs <= marginMs ? "expiring" : "valid";
}

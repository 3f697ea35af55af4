import { createHash } from "node:crypto";

/** What the decision needs to know about one row of the tokens table. */
export interface TokenFacts {
  hasSource: boolean;
  hasToken: boolean;
  expiresAt: number | null;
  lifeMs: number | null;
  version: number;
  forcedAt: number | null;
  coolUntil: number | null;
}

export interface DecisionInput {
  nowMs: number;
  /** Longest time before expiry at which a token is replaced. */
  marginMs: number;
  /** 0 ≤ jitter < 1: spreads refreshes, so that tokens bought together do not fall due together. */
  jitter: number;
  /** Version of a token that WeChat has just refused; null for an ordinary use. */
  rejectedVersion: number | null;
}

export type Decision =
  | { action: "use"; reason: "fresh" | "valid_while_cooling" | "valid_without_source" }
  | { action: "refresh"; reason: "missing" | "expired" | "expiring" | "rejected" | "clock_moved" }
  | { action: "refuse"; reason: "no_source" | "cooling" | "rejected_again"; until: number | null };

/** How far the clocks of two machines may differ. */
export const clockSkewMs = 2 * 60_000;
/** After a failed refresh nobody asks WeChat again for this long. */
export const coolOffMs = 30_000;
/** A token refused again this soon after a forced refresh has another cause than its age. */
const forceEveryMs = 10_000;

/** What to do with a token. Pure: time, jitter and facts come in, an action and its reason go out. */
export function decideToken(facts: TokenFacts, input: DecisionInput): Decision {
  const { nowMs, rejectedVersion } = input;
  const rejected = rejectedVersion !== null && facts.version <= rejectedVersion;
  const usable = isUsable(facts, nowMs) && !rejected;
  if (usable && nowMs < refreshDueAt(facts, input)) return { action: "use", reason: "fresh" };
  // A cool-off from further ahead than it can last was written by a clock that has since been set back.
  const until = facts.coolUntil ?? 0;
  const cooling = until > nowMs && until <= nowMs + coolOffMs + clockSkewMs;
  if (usable && cooling) return { action: "use", reason: "valid_while_cooling" };
  if (usable && !facts.hasSource) return { action: "use", reason: "valid_without_source" };
  if (!facts.hasSource) return { action: "refuse", reason: "no_source", until: null };
  if (cooling) return { action: "refuse", reason: "cooling", until };
  if (!rejected) return { action: "refresh", reason: whyRefresh(facts, usable, nowMs) };
  const sinceForcedMs = nowMs - (facts.forcedAt ?? Number.NEGATIVE_INFINITY);
  if (sinceForcedMs >= 0 && sinceForcedMs < forceEveryMs)
    return { action: "refuse", reason: "rejected_again", until: nowMs - sinceForcedMs + forceEveryMs };
  return { action: "refresh", reason: "rejected" };
}

/** True while the token may be handed out: not expired even for a machine whose clock is two minutes off. */
export function isUsable(facts: Pick<TokenFacts, "hasToken" | "expiresAt" | "lifeMs">, nowMs: number): boolean {
  if (!facts.hasToken || facts.expiresAt === null || facts.lifeMs === null) return false;
  const leftMs = facts.expiresAt - nowMs;
  return leftMs > Math.min(clockSkewMs, facts.lifeMs / 8) && leftMs <= facts.lifeMs + clockSkewMs;
}

/** When a token is replaced though it still works: at most a quarter of its life before its end. */
export function refreshDueAt(
  facts: Pick<TokenFacts, "expiresAt" | "lifeMs">,
  { marginMs, jitter }: Pick<DecisionInput, "marginMs" | "jitter">,
): number {
  const longestMs = Math.min(marginMs, (facts.lifeMs ?? 0) / 4);
  return (facts.expiresAt ?? 0) - longestMs * (1 - 0.3 * jitter);
}

/** Jitter of a token: the same for every process, another for every token of every account. */
export function jitterOf(name: string, version: number): number {
  const digest = createHash("sha1").update(`${name}/${version}`).digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}

function whyRefresh(facts: TokenFacts, usable: boolean, nowMs: number) {
  if (usable) return "expiring";
  if (!facts.hasToken || facts.expiresAt === null) return "missing";
  return facts.expiresAt > nowMs + clockSkewMs + (facts.lifeMs ?? 0) ? "clock_moved" : "expired";
}

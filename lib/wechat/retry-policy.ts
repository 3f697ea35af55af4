import type { RetryClass } from "./contract.ts";
import type { Endpoint } from "./endpoints/endpoint.ts";
import { isUnreachable, isWechatError } from "./errors.ts";

interface CodeRule {
  /** Shortest wait before the second send; it doubles from there. */
  delayMs: number;
  /** Sends in all. */
  attempts: number;
  /** WeChat refused before doing anything, so even a call that is not repeatable may be sent again. */
  refused: boolean;
}

/** The only errcodes that are worth sending again at once (wechat-wire.md §I); all else goes up to the caller. */
const codeRules = new Map<number, CodeRule>([
  [-1, { delayMs: 200, attempts: 3, refused: false }],
  [-1000, { delayMs: 200, attempts: 3, refused: false }],
  // "5 to 30 s": the second wait would already be longer than one call has.
  [9402202, { delayMs: 5_000, attempts: 2, refused: true }],
  // Seen spuriously on open/bind; succeeded the second time.
  [89001, { delayMs: 300, attempts: 2, refused: true }],
]);

/** Why an errcode without a rule is not sent again here. */
const leftToOthers: Record<RetryClass, string> = {
  refresh_token: "needs a new token: once, by whoever holds the tokens",
  back_off: "needs a longer wait than one call has: by whoever can wait",
  wait_quota: "the quota is used up until it is renewed",
  human: "someone has to act first",
  bug: "the same request would be refused again",
};

export type RetryDecision = { again: true; delayMs: number; reason: string } | { again: false; reason: string };

export interface RetryState {
  /** Sends so far, the failed one included. */
  attempt: number;
  /** Time already spent waiting between sends. */
  waitedMs: number;
  /** Longest total wait between sends of one call. */
  budgetMs: number;
  /** 0 ≤ jitter < 1. */
  jitter: number;
}

/** Decides whether one failed send is repeated. Pure; the client logs the reason. */
export function decideRetry(endpoint: Endpoint, error: unknown, state: RetryState): RetryDecision {
  const rule = ruleFor(endpoint, error);
  if (typeof rule === "string") return { again: false, reason: rule };
  if (!rule.safe) return { again: false, reason: "the call may have had its effect and must not be repeated" };
  if (state.attempt >= rule.attempts) return { again: false, reason: `${state.attempt} attempts made` };
  const backOffMs = rule.delayMs * 2 ** (state.attempt - 1);
  const delayMs = Math.round(backOffMs * (1 + state.jitter / 2));
  if (state.waitedMs + delayMs > state.budgetMs)
    return { again: false, reason: "the time set aside for retries is used up" };
  return { again: true, delayMs, reason: rule.reason };
}

function ruleFor(endpoint: Endpoint, error: unknown) {
  if (isWechatError(error)) {
    const { errcode, retry } = error.data;
    const rule = codeRules.get(errcode);
    if (rule === undefined) return `errcode ${errcode}: ${leftToOthers[retry]}`;
    return { ...rule, safe: endpoint.repeatable || rule.refused, reason: `errcode ${errcode}` };
  }
  if (!isUnreachable(error)) return "not an answer of WeChat's";
  const { reason, effect } = error.data;
  if (reason === "malformed") return "an answer came, but it cannot be read";
  if (reason === "circuit_open") return "WeChat is down: calls wait for a probe";
  return { delayMs: 200, attempts: 3, safe: endpoint.repeatable || effect === "none", reason };
}

import type { Endpoint } from "./endpoints/endpoint.ts";
import { isUnreachable, isWechatError } from "./errors.ts";

interface CodeRule {
  delayMs: number;
  attempts: number;
  /** WeChat refused before doing anything, so even a call that is not repeatable may be sent again. */
  refused: boolean;
}

/** The only errcodes that are worth sending again at once (wechat-wire.md §I); all else goes up to the caller. */
const codeRules = new Map<number, CodeRule>([
  [-1, { delayMs: 200, attempts: 3, refused: false }],
  [-1000, { delayMs: 200, attempts: 3, refused: false }],
  [9402202, { delayMs: 5_000, attempts: 3, refused: true }],
  // Seen spuriously on open/bind; succeeded the second time.
  [89001, { delayMs: 300, attempts: 2, refused: true }],
]);

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
  if (rule === null) return { again: false, reason: "the error is not worth repeating" };
  if (!rule.safe) return { again: false, reason: "the call may have had its effect and must not be repeated" };
  if (state.attempt >= rule.attempts) return { again: false, reason: `${state.attempt} attempts made` };
  const backOffMs = rule.delayMs * 2 ** (state.attempt - 1);
  const delayMs = Math.round(backOffMs * (0.75 + state.jitter / 2));
  if (state.waitedMs + delayMs > state.budgetMs)
    return { again: false, reason: "the time set aside for retries is used up" };
  return { again: true, delayMs, reason: rule.reason };
}

function ruleFor(endpoint: Endpoint, error: unknown) {
  if (isWechatError(error)) {
    const rule = codeRules.get(error.data.errcode);
    if (rule === undefined) return null;
    return { ...rule, safe: endpoint.repeatable || rule.refused, reason: `errcode ${error.data.errcode}` };
  }
  if (!isUnreachable(error)) return null;
  const { reason, effect } = error.data;
  if (reason === "malformed" || reason === "circuit_open") return null;
  return { delayMs: 200, attempts: 3, safe: endpoint.repeatable || effect === "none", reason };
}

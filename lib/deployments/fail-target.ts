import { retryStateOf } from "./states.ts";
import type { StoredProblem } from "./store.ts";
import { move, type Work } from "./work.ts";

/**
 * Ends the target's way with the reason in words. `keepIntent` when the outcome of a call is still unknown:
 * a retry then reads it back first.
 */
export async function failTarget(
  work: Work,
  words: StoredProblem,
  options: { keepIntent?: boolean } = {},
): Promise<void> {
  const { target } = work.at;
  const audit = {
    action: "deployments.fail",
    outcome: "failed" as const,
    detail: { step: target.request ?? target.state, code: words.code, errcode: words.errcode, rid: words.rid },
  };
  if (target.request === "roll_back" || (target.request === "withdraw" && words.code !== "authorization_revoked")) {
    // What was asked for on top could not be done; the review goes on, the release stands.
    const next = target.request === "withdraw" ? { nextCheckAt: work.ctx.clock.now() } : { nextCheckAt: null };
    return move(work, { patch: { ...next, request: null, intent: null, problem: words, claimedUntil: null }, audit });
  }
  await move(work, {
    to: "failed",
    patch: {
      problem: words,
      request: null,
      retryState: words.code === "trial_replaced" ? "queued" : retryStateOf(target.state),
      ...(options.keepIntent ? {} : { intent: null }),
    },
    audit,
  });
}

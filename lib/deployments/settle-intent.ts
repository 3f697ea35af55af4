import { settleCommit } from "./commit-target.ts";
import type { IntentKind } from "./plan.ts";
import { settleRelease } from "./release-target.ts";
import { settleRollBack } from "./roll-back-target.ts";
import { settleSubmit } from "./submit-target.ts";
import { growingDelay } from "./timing.ts";
import { settleWithdraw } from "./withdraw-target.ts";
import { type Work, waitUntil } from "./work.ts";

const readBack: Record<IntentKind, (work: Work, before: Record<string, unknown>) => Promise<boolean>> = {
  commit: settleCommit,
  submit: settleSubmit,
  release: settleRelease,
  withdraw: settleWithdraw,
  roll_back: settleRollBack,
};

/**
 * A call was on its way and nobody knows what became of it: asks WeChat. If it arrived, the target goes on
 * as if it had been answered; if not, the step is free to be done again.
 */
export async function settleIntent(work: Work, kind: IntentKind): Promise<void> {
  const { target } = work.at;
  const { intent } = target;
  if (!intent) return;
  if (await readBack[kind](work, intent.before)) return;
  const { backOffFirstMs, backOffLongestMs } = work.timing;
  const delayMs = growingDelay(backOffFirstMs, backOffLongestMs, target.attempts);
  await waitUntil(work, work.ctx.clock.now() + delayMs, { intent: null, attempts: target.attempts + 1 });
}

import type { Context } from "#lib/core/context.ts";
import { newId } from "#lib/core/ids.ts";
import { callWechat } from "./call-wechat.ts";
import type { TargetState } from "./contract.ts";
import { type Change, moveTarget, type TargetAtWork } from "./move-target.ts";
import type { IntentKind } from "./plan.ts";
import type { TargetIntent, TargetRow } from "./store.ts";
import type { Timing } from "./timing.ts";

/** One target in one worker's hand; `at` is always the revision that this worker wrote last. */
export interface Work {
  readonly ctx: Context;
  readonly timing: Timing;
  at: TargetAtWork;
  /** WeChat confirmed this step's act: whatever fails after that must not lead to a second one. */
  acted: boolean;
}

/** Changes the target and keeps the new revision. @throws StaleTarget */
export async function move(work: Work, change: Change): Promise<void> {
  work.at = await moveTarget(work.ctx, work.at, change);
}

/** Leaves the target where it is until `at`; another worker may take it then. @throws StaleTarget */
export async function waitUntil(work: Work, at: number | null, patch: Partial<TargetRow> = {}): Promise<void> {
  await move(work, { patch: { nextCheckAt: at, claimedUntil: null, ...patch } });
}

/** A call that changes nothing at WeChat. */
export function read<T>(work: Work, api: string, call: (accountToken: string) => Promise<T>): Promise<T> {
  return callWechat(work.ctx, work.at, api, work.timing, call);
}

/**
 * A call that changes something at WeChat. What is about to happen is written first, with what WeChat said
 * just before: whoever finds the intent open reads the outcome back instead of doing it again.
 */
export function act<T>(
  work: Work,
  intent: {
    kind: IntentKind;
    api: string;
    before: Record<string, unknown>;
    to?: TargetState;
    patch?: Partial<TargetRow>;
  },
  call: (accountToken: string) => Promise<T>,
): Promise<T> {
  const operationId = newId(work.ctx.clock.now());
  return callWechat(work.ctx, work.at, intent.api, work.timing, async (accountToken) => {
    const startedAt = work.ctx.clock.now();
    const open: TargetIntent = {
      operationId,
      kind: intent.kind,
      startedAt,
      readableAt: startedAt + work.timing.settleMs,
      before: intent.before,
    };
    await move(work, { to: intent.to, patch: { ...intent.patch, intent: open, problem: null } });
    const answer = await call(accountToken);
    work.acted = true;
    return answer;
  });
}

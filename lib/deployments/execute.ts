import { beginTarget } from "./begin-target.ts";
import { NotNow } from "./call-wechat.ts";
import { commitTarget } from "./commit-target.ts";
import { failTarget } from "./fail-target.ts";
import { judgeFailure } from "./judge-failure.ts";
import { StaleTarget } from "./move-target.ts";
import { noteQuota } from "./note-quota.ts";
import { blockApi } from "./pace.ts";
import type { Operation } from "./plan.ts";
import { problem } from "./problems.ts";
import { readReview } from "./read-review.ts";
import { readScan } from "./read-scan.ts";
import { releaseTarget } from "./release-target.ts";
import { rollBackTarget } from "./roll-back-target.ts";
import { settleIntent } from "./settle-intent.ts";
import { submitTarget } from "./submit-target.ts";
import { withdrawTarget } from "./withdraw-target.ts";
import { move, type Work, waitUntil } from "./work.ts";

/** Performs one operation; a failure becomes a wait, a doubt to be settled, or the end of the target's way. */
export async function execute(work: Work, operation: Operation): Promise<void> {
  try {
    await perform(work, operation);
  } catch (error) {
    if (error instanceof StaleTarget) throw error;
    if (error instanceof NotNow) {
      await waitUntil(work, error.at, { waitsFor: error.blocked ? "api_quota" : "pace" });
      return;
    }
    await handleFailure(work, operation.kind, error);
  }
}

function perform(work: Work, operation: Operation): Promise<void> {
  switch (operation.kind) {
    case "begin":
      return beginTarget(work);
    case "commit":
      return commitTarget(work);
    case "read_scan":
      return readScan(work);
    case "submit":
      return submitTarget(work);
    case "read_review":
      return readReview(work);
    case "release":
      return releaseTarget(work);
    case "withdraw":
      return withdrawTarget(work);
    case "roll_back":
      return rollBackTarget(work);
    case "settle":
      return settleIntent(work, operation.intent);
    case "expire":
      return failTarget(work, problem("timed_out"), { keepIntent: true });
    case "cancel":
      return move(work, { to: "cancelled", patch: { problem: null }, audit: { action: "deployments.cancel_target" } });
    case "wait":
      return waitUntil(work, operation.until);
  }
}

async function handleFailure(work: Work, step: Operation["kind"], error: unknown): Promise<void> {
  const { ctx, timing } = work;
  const { target } = work.at;
  const now = ctx.clock.now();
  const attempts = target.attempts + 1;
  const verdict = judgeFailure(error, step, target.attempts, timing);
  const { intent } = target;
  if (intent && (work.acted || verdict.kind === "doubt")) {
    const delayMs = verdict.kind === "fail" ? 0 : verdict.delayMs;
    const readableAt = now + delayMs;
    const waitsFor = verdict.kind === "doubt" ? verdict.waitsFor : ("confirmation" as const);
    await waitUntil(work, readableAt, { intent: { ...intent, readableAt }, waitsFor, attempts });
    return;
  }
  if (verdict.kind === "fail") return failTarget(work, verdict.problem, { keepIntent: step === "settle" });
  const until = now + verdict.delayMs;
  const patch = {
    attempts,
    waitsFor: verdict.waitsFor,
    problem: verdict.kind === "later" ? verdict.problem : target.problem,
    // A definite refusal: nothing is in doubt. Reading back itself failing settles nothing.
    intent: step === "settle" ? intent : null,
    nextCheckAt: until,
    claimedUntil: null,
  };
  const blocks = verdict.kind === "later" && verdict.blockApi ? apiOf(error) : null;
  const also = blocks ? () => blockApi(ctx, target.componentAppId, blocks, until) : undefined;
  await move(work, { patch, also });
  if (verdict.waitsFor === "review_quota") await noteQuota(work);
}

/** The bucket of the call that failed: the last part of its path. */
function apiOf(error: unknown): string | null {
  const path = error instanceof Error && "data" in error ? (error.data as { path?: unknown }).path : null;
  return typeof path === "string" ? (path.split("/").at(-1) ?? null) : null;
}

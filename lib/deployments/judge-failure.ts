import { isAppError } from "#lib/core/errors.ts";
import { describeWechatFailure, isUnreachable, isWechatError } from "#lib/wechat/index.ts";
import type { Wait } from "./contract.ts";
import { problem } from "./problems.ts";
import type { StoredProblem } from "./store.ts";
import { growingDelay, type Timing } from "./timing.ts";

/** What a failed call means for its target. */
export type Verdict =
  /** The call may have had its effect: leave the intent open and read the state back. */
  | { kind: "doubt"; delayMs: number; waitsFor: Wait }
  /** Nothing happened; the same step again later. */
  | { kind: "later"; delayMs: number; waitsFor: Wait; problem: StoredProblem | null; blockApi: boolean }
  | { kind: "fail"; problem: StoredProblem };

const busy = [-1, -1000];
const concurrent = 9402202;
const perMinute = 45011;
const daily = 45009;
const reviewQuota = 85085;
const scanRunning = 61039;
/** WeChat says that it was done already: read back, that may have been us. */
const alreadyWithin = { submit: 85009, release: 85052 } as Record<string, number>;
/** WeChat sometimes says "not approved" of a version that is (wechat-wire.md J.10). */
const notApproved = 85020;
const revoked = [61003, 61023, 50001, 42007];
const permission = [61007, 48001];

/**
 * Judges an error of `step`. Errors that are neither WeChat's nor a domain's are thrown on: they are bugs,
 * or a database that does not answer, and the job's own retry is for them.
 */
export function judgeFailure(error: unknown, step: string, attempts: number, timing: Timing): Verdict {
  const acts = ["commit", "submit", "release", "withdraw", "roll_back"].includes(step);
  const later = (waitsFor: Wait, delayMs: number, more: { blockApi?: boolean } = {}): Verdict => ({
    kind: "later",
    delayMs,
    waitsFor,
    problem: wechatProblem(error),
    blockApi: more.blockApi ?? false,
  });
  const backOffMs = growingDelay(timing.backOffFirstMs, timing.backOffLongestMs, attempts);

  if (isUnreachable(error)) {
    if (acts && error.data.effect === "unknown") {
      return { kind: "doubt", delayMs: Math.ceil(timing.settleMs / 4), waitsFor: "confirmation" };
    }
    return later("wechat_unreachable", backOffMs);
  }
  if (isWechatError(error)) {
    const { errcode } = error.data;
    if (errcode === alreadyWithin[step]) return { kind: "doubt", delayMs: 0, waitsFor: "confirmation" };
    if (busy.includes(errcode)) {
      return acts ? { kind: "doubt", delayMs: backOffMs, waitsFor: "wechat_busy" } : later("wechat_busy", backOffMs);
    }
    if (errcode === concurrent) return later("wechat_busy", backOffMs);
    if (errcode === perMinute) return later("api_quota", Math.max(60_000, backOffMs), { blockApi: true });
    if (errcode === daily) return later("api_quota", timing.quotaMs, { blockApi: true });
    if (errcode === reviewQuota) return later("review_quota", timing.quotaMs);
    if (errcode === scanRunning) {
      const delayMs = growingDelay(timing.scanFirstMs, timing.scanLongestMs, attempts);
      return { kind: "later", delayMs, waitsFor: "privacy_scan", problem: null, blockApi: false };
    }
    if (step === "release" && errcode === notApproved && attempts < 5) return later("wechat_busy", backOffMs);
    if (errcode === 61005 || errcode === 61006) return later("ticket", backOffMs);
    if (errcode === 61004) return later("wechat_unreachable", timing.backOffLongestMs);
    if (revoked.includes(errcode)) return { kind: "fail", problem: fromWechat(error, "authorization_revoked") };
    if (permission.includes(errcode)) return { kind: "fail", problem: fromWechat(error, "permission_missing") };
    return { kind: "fail", problem: wechatProblem(error) ?? problem("unexpected") };
  }
  if (!isAppError(error)) throw error;
  if (error.code === "authorization_lost" || error.code === "authorization_missing")
    return { kind: "fail", problem: fromWechat(error, "authorization_revoked") };
  if (error.code === "ticket_missing") return later("ticket", backOffMs);
  if (error.kind === "unavailable" && error.code.startsWith("database")) throw error;
  if (attempts < 8) return later("account_token", Math.min(backOffMs, 60_000));
  return { kind: "fail", problem: fromWechat(error, "account_token") };
}

/** WeChat's words for the error, with its code and rid. */
function wechatProblem(error: unknown): StoredProblem | null {
  const described = describeWechatFailure(error);
  if (!described) return null;
  const { errcode, rid, meaning, cause, nextStep } = described;
  const join = (lang: "zh" | "en") => (lang === "zh" ? `${meaning.zh}：${cause.zh}` : `${meaning.en}: ${cause.en}`);
  return {
    code: errcode === null ? "wechat_unreachable" : `wechat_${errcode}`,
    errcode,
    rid,
    cause: { zh: join("zh"), en: join("en") },
    nextStep,
    reason: null,
    screenshots: [],
  };
}

function fromWechat(
  error: { data: Record<string, unknown> },
  code: "authorization_revoked" | "permission_missing" | "account_token",
) {
  const { errcode, rid } = error.data;
  return problem(code, {
    errcode: typeof errcode === "number" ? errcode : null,
    rid: typeof rid === "string" ? rid : null,
  });
}

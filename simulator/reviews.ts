import { seconds } from "./calendar.ts";
import type { Review } from "./mini-program-model.ts";
import type { Account } from "./model.ts";
import { pushAccountEvent } from "./pushes.ts";
import { base64url, fraction, pick } from "./random.ts";
import { miniProgramOf } from "./seed/mini-program.ts";
import rejections from "./tables/review-rejections.json" with { type: "json" };
import type { World } from "./world.ts";

export type Verdict = "approve" | "reject" | "delay";

/** Rejections that fit any trade; the others name a category. */
const GENERAL = rejections.filter(({ reason_zh }) => !reason_zh.startsWith("1:服务类目"));
const DELAY_REASON = "小程序内容较多，审核时间可能延长，请耐心等待。";

/** Lets the seed decide a submitted review after the time it takes. */
export function scheduleReview(world: World, account: Account, review: Review): void {
  const full = world.settings.reviewSeconds * 1000;
  review.cancelTimer = world.clock.after(review.speedUp ? full / 4 : full, () => {
    decide(world, account, review, seededVerdict(world, account, review));
  });
}

/** A delayed review is approved in the end, unless somebody decides otherwise. */
function seededVerdict(world: World, account: Account, review: Review): Verdict {
  if (review.status === 4) return "approve";
  const { submissions } = miniProgramOf(world, account, "keep");
  const { templateId, userVersion } = review.version;
  const roll = fraction(world.seed, "verdict", account.appid, templateId, userVersion, submissions);
  if (roll < world.settings.rejectRate) return "reject";
  return roll < world.settings.rejectRate + world.settings.delayRate ? "delay" : "approve";
}

/** Gives a review its verdict and pushes the event (wire F.4). */
export function decide(world: World, account: Account, review: Review, verdict: Verdict, reason?: string): void {
  review.cancelTimer?.();
  review.cancelTimer = null;
  const now = world.clock.now();
  review.decidedAt = now;
  if (verdict === "approve") {
    review.status = 0;
    review.reason = "";
    push(world, account, review, "weapp_audit_success", { SuccTime: seconds(now) });
  } else if (verdict === "reject") {
    review.status = 1;
    review.reason = reason ?? pick(GENERAL, world.seed, account.appid, review.auditId).reason_zh;
    review.screenshot = [0, 1].map((nth) => base64url(64, world.seed, "shot", review.auditId, nth)).join("|");
    push(world, account, review, "weapp_audit_fail", {
      Reason: review.reason,
      FailTime: seconds(now),
      ScreenShot: review.screenshot,
    });
  } else {
    review.status = 4;
    review.reason = reason ?? DELAY_REASON;
    push(world, account, review, "weapp_audit_delay", { Reason: review.reason, DelayTime: seconds(now) });
    scheduleReview(world, account, review);
  }
}

function push(
  world: World,
  account: Account,
  review: Review,
  event: string,
  fields: Readonly<Record<string, string | number>>,
): void {
  const platform = world.platforms[review.platform];
  if (platform?.grants.has(account.appid)) pushAccountEvent(world, platform, account, event, fields);
}

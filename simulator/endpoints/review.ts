import { dayOf, monthOf, seconds } from "../calendar.ts";
import { type Call, type Endpoint, ok } from "../call.ts";
import type { MiniProgram, Review, Version } from "../mini-program-model.ts";
import { reviewQuota } from "../quotas.ts";
import { demand, refuse } from "../refusal.ts";
import { scheduleReview } from "../reviews.ts";
import { DEVELOPMENT, demandIdle, keepBusy, programOf, scanResult } from "./code.ts";
import { numberField } from "./fields.ts";
import { checkSubmission, feedbackIn } from "./submission.ts";

const FIRST_AUDIT_ID = 443_000_000;
const UNDO_A_DAY = 5;
const UNDO_A_MONTH = 10;

/** Submitting for review and following it (wire F.1, F.3, F.4). */
export const reviewEndpoints: readonly Endpoint[] = [
  {
    ...DEVELOPMENT,
    path: "/wxa/submit_audit",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const program = programOf(call);
      demandIdle(call, program);
      const version = submittable(call, program);
      checkSubmission(call, program, version);
      checkPrivacy(call, program, version);
      const quota = reviewQuota(call.world, call.platform);
      demand(quota.used < quota.limit, 85085);
      quota.used++;
      const review = submit(call, program, version);
      keepBusy(call, program);
      return ok({ auditid: review.auditId });
    },
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/get_auditstatus",
    methods: ["POST", "GET"],
    body: "required",
    handle(call) {
      const review = reviewIn(call);
      return ok({ status: review.status, ...findings(review) });
    },
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/get_latest_auditstatus",
    methods: ["GET"],
    handle(call) {
      const { review } = programOf(call, "peek");
      demand(review, 85058);
      return ok({
        auditid: review.auditId,
        status: review.status,
        ...findings(review),
        ...(review.screenshot && { ScreenShot: review.screenshot }),
        user_version: review.version.userVersion,
        user_desc: review.version.userDesc,
        submit_audit_time: seconds(review.submittedAt),
      });
    },
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/undocodeaudit",
    methods: ["GET"],
    handle(call) {
      const program = programOf(call);
      const { review } = program;
      demand(review && (review.status === 2 || review.status === 4), 85019);
      countUndo(call, program);
      review.status = 3;
      review.decidedAt = call.now;
      review.cancelTimer?.();
      review.cancelTimer = null;
      return ok();
    },
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/speedupaudit",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const review = reviewIn(call);
      // A review that was put off gets its extra time; it cannot be hurried.
      demand(review.status !== 4, 89403);
      demand(review.status === 2, 89402);
      demand(!review.speedUp, 89404);
      const quota = reviewQuota(call.world, call.platform);
      demand(quota.speedupUsed < quota.speedupLimit, 89405);
      quota.speedupUsed++;
      review.speedUp = true;
      review.cancelTimer?.();
      scheduleReview(call.world, call.account, review);
      return ok();
    },
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/queryquota",
    methods: ["GET", "POST"],
    body: "optional",
    handle(call) {
      const quota = reviewQuota(call.world, call.platform);
      return ok({
        rest: Math.max(0, quota.limit - quota.used),
        limit: quota.limit,
        speedup_rest: Math.max(0, quota.speedupLimit - quota.speedupUsed),
        speedup_limit: quota.speedupLimit,
      });
    },
  },
];

/** The committed version, if this Mini Program and this platform may submit at all. */
function submittable({ platform }: Call, program: MiniProgram): Version {
  const { conditions } = program;
  demand(!conditions.miniGame, 87006);
  demand(!conditions.liveStreaming, 9400001);
  demand(conditions.profileComplete, 86002);
  demand(!conditions.submissionsForbidden, 86007);
  demand(platform.submissions !== "none", 86008);
  const isNew = program.live.length === 0;
  demand(!(isNew && platform.submissions === "updates"), 86009);
  demand(isNew || platform.submissions !== "new", 86010);
  demand(program.committed, 85086);
  const status = program.review?.status;
  demand(status !== 2 && status !== 4, 85009);
  return program.committed;
}

/** The scan must be over, and what the code uses must be granted and declared. */
function checkPrivacy(call: Call, program: MiniProgram, version: Version): void {
  demand(version.scannedAt <= call.now, 61039);
  if (call.body.privacy_api_not_use === true) return;
  const { without_auth_list, without_conf_list } = scanResult(program, version);
  demand(without_auth_list.length === 0 && without_conf_list.length === 0, 61040);
  const declared = program.privacyDev?.settings.map((one) => one.privacy_key) ?? [];
  demand(
    version.code.privacyKeys.every((key) => declared.includes(key)),
    61040,
  );
}

function submit(call: Call, program: MiniProgram, version: Version): Review {
  const { world, account, platform } = call;
  const review: Review = {
    auditId: FIRST_AUDIT_ID + world.sequence++,
    version,
    submittedAt: call.now,
    platform: platform.index,
    status: 2,
    reason: "",
    screenshot: "",
    decidedAt: 0,
    speedUp: false,
    released: false,
    feedback: feedbackIn(call.body, program),
    cancelTimer: null,
  };
  program.submissions++;
  program.review = review;
  world.audits.set(review.auditId, { account, review });
  scheduleReview(world, account, review);
  return review;
}

function reviewIn(call: Call): Review {
  const auditId = numberField({ auditid: call.query.get("auditid"), ...call.body }, "auditid", 85012);
  const found = call.world.audits.get(auditId);
  if (found?.account !== call.account) refuse(85012);
  return found.review;
}

/** reason is filled for rejected and delayed, screenshot for rejected. */
function findings(review: Review) {
  return {
    ...((review.status === 1 || review.status === 4) && { reason: review.reason }),
    ...(review.status === 1 && { screenshot: review.screenshot }),
  };
}

function countUndo(call: Call, program: MiniProgram): void {
  const { undo } = program;
  const day = dayOf(call.now);
  const month = monthOf(call.now);
  if (undo.day !== day) Object.assign(undo, { day, today: 0 });
  if (undo.month !== month) Object.assign(undo, { month, inMonth: 0 });
  demand(undo.today < UNDO_A_DAY && undo.inMonth < UNDO_A_MONTH, 87013);
  undo.today++;
  undo.inMonth++;
}

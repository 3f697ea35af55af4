import { markReview } from "#lib/accounts/index.ts";
import { getLatestReview, type LatestReview } from "#lib/wechat/index.ts";
import { failTarget } from "./fail-target.ts";
import { problem } from "./problems.ts";
import { move, read, type Work, waitUntil } from "./work.ts";

/** Reads where the review stands: the truth for events and for polling alike. */
export async function readReview(work: Work): Promise<void> {
  const { ctx, at } = work;
  const latest = await read(work, "get_latest_auditstatus", (accountToken) =>
    getLatestReview(ctx.wechat, { accountToken }),
  );
  if (latest?.auditId !== at.target.auditId) return failTarget(work, problem("review_replaced"));
  await applyReview(work, latest);
}

/** Moves the target to what WeChat says of its review. */
export async function applyReview(work: Work, latest: LatestReview): Promise<void> {
  const { state } = work.at.target;
  const { status } = latest;
  if (status === "reviewing" || (status === "delayed" && state === "delayed")) {
    if (status === "reviewing" && state === "delayed") await move(work, { to: "reviewing", patch: { problem: null } });
    await waitUntil(work, nextReadAt(work), { attempts: work.at.target.attempts + 1 });
    return;
  }
  const { appId } = work.at.target;
  const now = work.ctx.clock.now();
  const also = () => markReview(work.ctx, { appId, state: status, since: now });
  const detail = { auditId: latest.auditId, ...(latest.reason ? { reason: plainReason(latest.reason) } : {}) };
  const more = { reason: plainReason(latest.reason), screenshots: latest.screenshots };
  switch (status) {
    case "approved":
      return move(work, {
        to: status,
        patch: { request: null, problem: null },
        also,
        audit: { action: "deployments.approve", detail },
      });
    case "rejected": {
      const patch = { request: null, problem: problem("review_rejected", more), retryState: "submitting" };
      return move(work, {
        to: status,
        patch,
        also,
        audit: { action: "deployments.reject", outcome: "failed", detail },
      });
    }
    case "delayed": {
      const patch = { problem: problem("review_delayed", more), nextCheckAt: nextReadAt(work), claimedUntil: null };
      return move(work, { to: status, patch, also, audit: { action: "deployments.delay", detail } });
    }
    case "withdrawn": {
      const patch = { request: null, intent: null, retryState: "submitting" };
      return move(work, { to: status, patch, also, audit: { action: "deployments.withdraw", detail } });
    }
  }
}

/** The longer a review lasts, the less often we ask; its event comes in any case. */
function nextReadAt({ ctx, at, timing }: Work): number {
  const now = ctx.clock.now();
  const ageMs = now - (at.target.submittedAt ?? at.target.since);
  return now + Math.min(timing.reviewLongestMs, Math.max(timing.reviewFirstMs, Math.round(ageMs / 8)));
}

/** WeChat's reasons carry `<br>`; shown as lines of plain text. */
function plainReason(reason: string): string {
  return reason
    .replace(/<br\s*\/?>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .trim();
}

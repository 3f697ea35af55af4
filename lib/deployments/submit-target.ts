import { markReview } from "#lib/accounts/index.ts";
import { getCategories, getLatestReview, type LatestReview, type ReviewItem, submitReview } from "#lib/wechat/index.ts";
import { failTarget } from "./fail-target.ts";
import { problem } from "./problems.ts";
import type { StoredCategory } from "./store.ts";
import { act, move, read, type Work } from "./work.ts";

const running = ["reviewing", "delayed"];

/** Submits the committed code for review, once. A review that was ours already is taken up again. */
export async function submitTarget(work: Work): Promise<void> {
  const { ctx, at } = work;
  const { target, deployment } = at;
  const latest = await readLatest(work);
  if (latest && running.includes(latest.status)) {
    if (latest.auditId === target.auditId) return submitted(work, latest.auditId);
    return failTarget(work, problem("other_review_running"));
  }
  const item = await chooseItem(work, deployment.category);
  if (!item) return failTarget(work, problem("category_missing"));
  const { auditId } = await act(
    work,
    { kind: "submit", api: "submit_audit", before: { auditId: latest?.auditId ?? null }, to: "submitting" },
    (accountToken) =>
      submitReview(ctx.wechat, {
        accountToken,
        items: [item],
        versionDesc: deployment.versionDescription || undefined,
        privacyApiNotUse: deployment.privacyApiNotUse || undefined,
      }),
  );
  await submitted(work, auditId);
}

/** Reads back whether our submission arrived: the newest review is not the one from before. */
export async function settleSubmit(work: Work, before: Record<string, unknown>): Promise<boolean> {
  const latest = await readLatest(work);
  if (latest && latest.auditId !== before.auditId) {
    await submitted(work, latest.auditId);
    return true;
  }
  return false;
}

function readLatest(work: Work): Promise<LatestReview | null> {
  return read(work, "get_latest_auditstatus", (accountToken) => getLatestReview(work.ctx.wechat, { accountToken }));
}

async function submitted(work: Work, auditId: string): Promise<void> {
  const now = work.ctx.clock.now();
  const { appId, state } = work.at.target;
  if (state !== "submitting") await move(work, { to: "submitting" });
  await move(work, {
    to: "reviewing",
    patch: {
      intent: null,
      problem: null,
      auditId,
      submittedAt: now,
      nextCheckAt: now + work.timing.reviewFirstMs,
      claimedUntil: null,
    },
    audit: { action: "deployments.submit", detail: { auditId } },
    also: () => markReview(work.ctx, { appId, state: "reviewing", since: now }),
  });
}

/** The chosen category if the account has it, else the account's first; null when it has none. */
async function chooseItem(work: Work, wanted: StoredCategory | null): Promise<ReviewItem | null> {
  const all = await read(work, "get_category", (accountToken) => getCategories(work.ctx.wechat, { accountToken }));
  if (!wanted) return all[0] ?? null;
  const same = (item: ReviewItem) =>
    item.firstId === String(wanted.firstId) &&
    item.secondId === String(wanted.secondId) &&
    (wanted.thirdId === null || item.thirdId === String(wanted.thirdId));
  return all.find(same) ?? null;
}

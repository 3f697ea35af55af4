import { getLatestReview, withdrawReview } from "#lib/wechat/index.ts";
import { applyReview } from "./read-review.ts";
import { act, move, read, type Work } from "./work.ts";

/** Takes the running review back (5 a day, 10 a month and account). */
export async function withdrawTarget(work: Work): Promise<void> {
  const { ctx, at } = work;
  const { state, auditId } = at.target;
  if (state !== "reviewing" && state !== "delayed") return move(work, { patch: { request: null } });
  await act(work, { kind: "withdraw", api: "undocodeaudit", before: { auditId } }, (accountToken) =>
    withdrawReview(ctx.wechat, { accountToken }),
  );
  await settleWithdraw(work);
}

/** Reads the review; whatever it says now is where the target goes. */
export async function settleWithdraw(work: Work): Promise<boolean> {
  const { ctx } = work;
  const latest = await read(work, "get_latest_auditstatus", (accountToken) =>
    getLatestReview(ctx.wechat, { accountToken }),
  );
  if (!latest || latest.auditId !== work.at.target.auditId || latest.status === "reviewing") return false;
  if (latest.status === "delayed") return false;
  await move(work, { patch: { intent: null } });
  await applyReview(work, latest);
  return true;
}

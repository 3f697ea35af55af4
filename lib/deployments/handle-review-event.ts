import type { Context } from "#lib/core/context.ts";
import { wakeDeployments } from "./advance-due.job.ts";
import { selectTargetsOf, writeTargets } from "./targets.store.ts";

/**
 * WeChat pushed a review result. It names no review (wechat-wire.md §F.4), so it only makes the target due:
 * the job reads the latest status. Joins the caller's transaction. @returns how many targets were woken.
 */
export async function handleReviewEvent(
  ctx: Context,
  event: { componentAppId: string; appId: string; kind: "success" | "fail" | "delay"; at: number },
): Promise<{ targets: number }> {
  const { store } = ctx;
  return store.tx(async () => {
    const targets = (await selectTargetsOf(store, event.appId, 20)).filter(
      (target) =>
        target.componentAppId === event.componentAppId && (target.state === "reviewing" || target.state === "delayed"),
    );
    const ids = targets.map((target) => target.id);
    await writeTargets(store, ids, { nextCheckAt: ctx.clock.now() });
    if (ids.length > 0) await wakeDeployments(ctx);
    return { targets: ids.length };
  });
}

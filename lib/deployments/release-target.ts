import { markLiveVersion, markReview } from "#lib/accounts/index.ts";
import { noteTemplateLive } from "#lib/templates/index.ts";
import { getLatestReview, getVersionInfo, releaseCode } from "#lib/wechat/index.ts";
import { failTarget } from "./fail-target.ts";
import { problem } from "./problems.ts";
import { act, move, read, type Work } from "./work.ts";

/** An approval older than this is looked at again: someone may have submitted elsewhere since. */
const freshMs = 60_000;

/** Puts the approved version live, once. */
export async function releaseTarget(work: Work): Promise<void> {
  const { ctx, at } = work;
  const { target } = at;
  if (ctx.clock.now() - target.since > freshMs) {
    const latest = await read(work, "get_latest_auditstatus", (accountToken) =>
      getLatestReview(ctx.wechat, { accountToken }),
    );
    if (latest?.auditId !== target.auditId) return failTarget(work, problem("review_replaced"));
  }
  const before = { live: { version: target.previousLiveVersion, at: target.previousLiveAt } };
  await act(work, { kind: "release", api: "release", before, to: "releasing" }, (accountToken) =>
    releaseCode(ctx.wechat, { accountToken }),
  );
  await released(work);
}

/** Reads back whether our release arrived: the live version is ours and is not the one from before. */
export async function settleRelease(work: Work): Promise<boolean> {
  const { ctx, at } = work;
  const { live } = await read(work, "getversioninfo", (accountToken) => getVersionInfo(ctx.wechat, { accountToken }));
  if (live?.version !== at.deployment.version || live.at === at.target.previousLiveAt) return false;
  await released(work);
  return true;
}

async function released(work: Work): Promise<void> {
  const { ctx } = work;
  const { deployment, target } = work.at;
  const { appId, componentAppId } = target;
  const { version, templateId } = deployment;
  const now = ctx.clock.now();
  await move(work, {
    to: "released",
    patch: { intent: null, problem: null, releasedAt: now },
    audit: {
      action: "deployments.release",
      detail: { auditId: target.auditId, previousVersion: target.previousLiveVersion },
    },
    also: async () => {
      await markLiveVersion(ctx, { appId, version });
      await markReview(ctx, { appId, state: null, since: now });
      await noteTemplateLive(ctx, { appId, componentAppId, templateId, version });
    },
  });
}

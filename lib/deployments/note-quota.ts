import { noteReviewQuota } from "#lib/platforms/index.ts";
import { getReviewQuota } from "#lib/wechat/index.ts";
import { read, type Work } from "./work.ts";

/** Reads the platform's review quota, so that people see what the targets wait for. Fails quietly: it is a hint. */
export async function noteQuota(work: Work): Promise<void> {
  const { ctx, at } = work;
  try {
    const { rest, limit } = await read(work, "queryquota", (accountToken) =>
      getReviewQuota(ctx.wechat, { accountToken }),
    );
    await noteReviewQuota(ctx, { componentAppId: at.target.componentAppId, rest, limit });
  } catch (error) {
    ctx.log.info({ err: error }, "the review quota could not be read");
  }
}

import { markLiveVersion } from "#lib/accounts/index.ts";
import { forgetTemplateLive } from "#lib/templates/index.ts";
import { type CodeVersion, getVersionInfo, revertCode } from "#lib/wechat/index.ts";
import { act, move, read, type Work } from "./work.ts";

/** Puts the version before live again. WeChat allows it once after a release. */
export async function rollBackTarget(work: Work): Promise<void> {
  const { ctx } = work;
  const { live } = await readVersions(work);
  await act(work, { kind: "roll_back", api: "revertcoderelease", before: { live } }, (accountToken) =>
    revertCode(ctx.wechat, { accountToken }),
  );
  const after = await readVersions(work);
  await rolledBack(work, after.live);
}

/** Reads back whether the live version is another one than before. */
export async function settleRollBack(work: Work, before: Record<string, unknown>): Promise<boolean> {
  const { live } = await readVersions(work);
  const old = before.live as CodeVersion | null;
  if (live?.at === old?.at && live?.version === old?.version) return false;
  await rolledBack(work, live);
  return true;
}

function readVersions(work: Work) {
  return read(work, "getversioninfo", (accountToken) => getVersionInfo(work.ctx.wechat, { accountToken }));
}

async function rolledBack(work: Work, live: CodeVersion | null): Promise<void> {
  const { ctx } = work;
  const { appId } = work.at.target;
  const version = live?.version ?? work.at.target.previousLiveVersion ?? null;
  await move(work, {
    to: "rolled_back",
    patch: { intent: null, request: null, problem: null },
    audit: { action: "deployments.roll_back", detail: { to: version } },
    also: async () => {
      await markLiveVersion(ctx, { appId, version });
      await forgetTemplateLive(ctx, appId);
    },
  });
}

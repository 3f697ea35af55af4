import { type CodeVersion, commitCode, getVersionInfo } from "#lib/wechat/index.ts";
import { extJsonFor, readExtJson } from "./ext-json.ts";
import { act, move, read, type Work } from "./work.ts";

/** Commits the template's code to the account, once. */
export async function commitTarget(work: Work): Promise<void> {
  const { ctx, at } = work;
  const { deployment } = at;
  const info = await read(work, "getversioninfo", (accountToken) => getVersionInfo(ctx.wechat, { accountToken }));
  const extJson = readExtJson(deployment.extJson);
  const patch = { previousLiveVersion: info.live?.version ?? null, previousLiveAt: info.live?.at ?? null };
  await act(
    work,
    { kind: "commit", api: "commit", before: { trial: info.trial }, to: "committing", patch },
    (accountToken) =>
      commitCode(ctx.wechat, {
        accountToken,
        templateId: deployment.templateId,
        extJson: extJsonFor("value" in extJson ? extJson.value : {}, at.target.appId),
        userVersion: deployment.version,
        userDesc: deployment.description,
      }),
  );
  await committed(work);
}

/** Reads back whether our commit arrived: the trial version is ours and is not the one from before. */
export async function settleCommit(work: Work, before: Record<string, unknown>): Promise<boolean> {
  const { ctx, at } = work;
  const { trial } = await read(work, "getversioninfo", (accountToken) => getVersionInfo(ctx.wechat, { accountToken }));
  const old = before.trial as CodeVersion | null;
  const ours = trial?.version === at.deployment.version && trial.desc === at.deployment.description;
  if (!trial || !ours || old?.at === trial.at) return false;
  await committed(work);
  return true;
}

async function committed(work: Work): Promise<void> {
  const { templateId, version } = work.at.deployment;
  await move(work, {
    to: "scanning",
    patch: { intent: null, committedAt: work.ctx.clock.now(), nextCheckAt: work.ctx.clock.now() },
    audit: { action: "deployments.commit", detail: { templateId, version } },
  });
}

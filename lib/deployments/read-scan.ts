import { getCodePrivacyInfo } from "#lib/wechat/index.ts";
import { problem } from "./problems.ts";
import { retryStateOf } from "./states.ts";
import { move, read, type Work } from "./work.ts";

/** Reads the privacy scan. 61039 while it runs is thrown and waited on; the code is never committed again for it. */
export async function readScan(work: Work): Promise<void> {
  const { ctx, at } = work;
  const found = await read(work, "get_code_privacy_info", (accountToken) =>
    getCodePrivacyInfo(ctx.wechat, { accountToken }),
  );
  const unauthorized = found.withoutAuth.length > 0;
  const bad = unauthorized || found.withoutConf.length > 0;
  const words = bad
    ? problem(unauthorized ? "privacy_unauthorized" : "privacy_undeclared", {
        reason: [...new Set([...found.withoutAuth, ...found.withoutConf])].join(", "),
      })
    : null;
  const tolerated = at.target.goal === "trial" || at.deployment.privacyApiNotUse;
  if (words && !tolerated) {
    await move(work, {
      to: "failed",
      patch: { problem: words, retryState: retryStateOf("scanning") },
      audit: { action: "deployments.scan", outcome: "failed", detail: { interfaces: words.reason } },
    });
    return;
  }
  await move(work, { to: "committed", patch: { problem: words } });
}

import { findAccounts } from "#lib/accounts/index.ts";
import { blockOf } from "./check-account.ts";
import { failTarget } from "./fail-target.ts";
import { problem } from "./problems.ts";
import { move, type Work } from "./work.ts";

/** What can be known without WeChat: a revoked grant or a missing permission set ends here. */
export async function beginTarget(work: Work): Promise<void> {
  const { ctx, at } = work;
  const { appId, componentAppId } = at.target;
  const [account] = await findAccounts(ctx, [appId]);
  const block = blockOf(account ?? null, componentAppId);
  if (block === "revoked") return failTarget(work, problem("authorization_revoked"));
  if (block === "permission_missing") return failTarget(work, problem("permission_missing"));
  if (block !== null) return failTarget(work, problem("account_unknown"));
  await move(work, { to: "preflight" });
}

import { accountRowsOf, listAccountIds, summarizeAccounts } from "#lib/accounts/index.ts";
import { summarizeInvitations } from "#lib/authorization/index.ts";
import { countFailedEvents } from "#lib/callbacks/index.ts";
import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { countOpenDeployments, summarizeDeployments } from "#lib/deployments/index.ts";
import { listPlatforms } from "#lib/platforms/index.ts";
import type { Overview } from "./contract.ts";
import { needsOf } from "./needs.ts";

const dayMs = 86_400_000;
/** WeChat's days, and its merchants', begin at midnight in China. */
const chinaOffsetMs = 8 * 3_600_000;
const recentShown = 6;
const versionsShown = 6;
const deploymentsShown = 5;

/** The first page: what is healthy, what is under way, what needs a person today. All from cheap reads. */
export async function getOverview(ctx: Context): Promise<Overview> {
  requirePermission(ctx, "overview.read");
  const nowMs = ctx.clock.now();
  const today = Math.floor((nowMs + chinaOffsetMs) / dayMs) * dayMs - chinaOffsetMs;
  const [platforms, accounts, invitations, deployments, newest] = await Promise.all([
    listPlatforms(ctx),
    summarizeAccounts(ctx, { since: today, versions: versionsShown }),
    summarizeInvitations(ctx),
    summarizeDeployments(ctx, deploymentsShown),
    listAccountIds(ctx, recentShown),
  ]);
  return {
    needs: needsOf({
      targetsFailed: deployments.failed,
      reviewsRejected: deployments.rejected,
      releaseWaiting: deployments.releaseWaiting,
      unclaimed: accounts.unclaimed,
      invitationsStuck: { count: invitations.stuck, since: invitations.stuckSince },
      bindingUnknown: accounts.bindingUnknown,
      platforms,
      nowMs,
    }),
    platforms,
    accounts: accounts.byKind,
    accountTotal: accounts.total,
    deployments: deployments.open,
    recent: await accountRowsOf(ctx, newest),
    authorizedToday: accounts.authorizedSince,
    liveVersions: accounts.liveVersions,
    notReleased: accounts.notReleased,
  };
}

/** The few numbers of the rail. */
export async function countForRail(ctx: Context) {
  requirePermission(ctx, "overview.read");
  const [invitations, deployments, failedEvents] = await Promise.all([
    summarizeInvitations(ctx),
    countOpenDeployments(ctx),
    countFailedEvents(ctx),
  ]);
  return { invitations: invitations.open, deployments, failedEvents };
}

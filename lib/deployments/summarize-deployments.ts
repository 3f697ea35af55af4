import type { Context } from "#lib/core/context.ts";
import type { Deployment } from "./contract.ts";
import { presentDeployment } from "./list-deployments.ts";
import { countDeployments, listDeploymentRows } from "./store.ts";
import { countNeedingPeople } from "./targets.store.ts";

const open = ["running", "waiting", "paused"] as const;
const countCap = 1_000;

interface Needed {
  count: number;
  /** The oldest of them (ms), null when there is none. */
  since: number | null;
}

export interface DeploymentsSummary {
  /** Deployments under way, newest first, at most `limit`. */
  open: Deployment[];
  openCount: number;
  failed: Needed;
  rejected: Needed;
  /** Approved versions that wait for someone to release them. */
  releaseWaiting: Needed;
}

/** What the overview shows (no permission asked: its own verb does). */
export async function summarizeDeployments(ctx: Context, limit = 5): Promise<DeploymentsSummary> {
  const rows = [];
  for (const state of open) rows.push(...(await listDeploymentRows(ctx.store, { state }, { limit })));
  const newest = rows.sort((a, b) => b.number - a.number).slice(0, limit);
  const needed = await countNeedingPeople(ctx.store);
  const of = (state: string): Needed => needed.get(state) ?? { count: 0, since: null };
  return {
    open: await Promise.all(newest.map((row) => presentDeployment(ctx, row))),
    openCount: await countOpenDeployments(ctx),
    failed: of("failed"),
    rejected: of("rejected"),
    releaseWaiting: of("approved"),
  };
}

/** Deployments under way, up to 1,000 a state: for the rail. */
export async function countOpenDeployments(ctx: Context): Promise<number> {
  let total = 0;
  for (const state of open) total += await countDeployments(ctx.store, state, countCap);
  return total;
}

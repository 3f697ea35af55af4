import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import type { TargetState } from "./contract.ts";
import { pageOfRows, readCursor, writeCursor } from "./cursor.ts";
import { describeTarget } from "./describe.ts";
import { requireDeployment } from "./list-deployments.ts";
import { readDeployments } from "./store.ts";
import { countTargets, listTargetRows, type Place, selectTargetsOf } from "./targets.store.ts";

/** One page of a deployment's targets: those who need people first, then in the order they were given. */
export async function listTargets(
  ctx: Context,
  input: {
    id: string;
    state?: TargetState;
    search?: string;
    cursor?: string;
    direction: "next" | "previous";
    limit: number;
  },
) {
  requirePermission(ctx, "deployments.read");
  const { state, search, cursor, direction, limit } = input;
  const deployment = await requireDeployment(ctx, input.id);
  const [rank = 0, ordinal = 0] = cursor === undefined ? [] : readCursor(cursor, 2);
  const place: Place | undefined = cursor === undefined ? undefined : { rank, ordinal };
  const backwards = direction === "previous" && place !== undefined;
  const filter = { state, search };
  const rows = await listTargetRows(ctx.store, deployment.number, filter, {
    ...(backwards ? { before: place } : { after: place }),
    limit: limit + 1,
  });
  const cursorOf = (row: { rank: number; ordinal: number }) => writeCursor(row.rank, row.ordinal);
  const page = pageOfRows(rows, { limit, backwards, hasCursor: place !== undefined }, cursorOf);
  const counted = state && !search ? (deployment.counts[state as TargetState] ?? 0) : null;
  const all = state || search ? null : deployment.total;
  return {
    ...page,
    items: page.items.map((row) => describeTarget(ctx, row, deployment)),
    total: counted ?? all ?? (await countTargets(ctx.store, deployment.number, filter)),
    totalCapped: false,
  };
}

/** The latest targets of one account, newest first. */
export async function listTargetsOfAccount(ctx: Context, input: { appId: string }) {
  requirePermission(ctx, "deployments.read");
  const rows = await selectTargetsOf(ctx.store, input.appId, 50);
  const deployments = await readDeployments(ctx.store, [...new Set(rows.map((row) => row.deploymentNumber))]);
  return rows.flatMap((row) => {
    const deployment = deployments.find((one) => one.number === row.deploymentNumber);
    return deployment ? [{ ...describeTarget(ctx, row, deployment), version: deployment.version }] : [];
  });
}

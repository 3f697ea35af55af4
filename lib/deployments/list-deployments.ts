import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import type { Deployment } from "./contract.ts";
import { pageOfRows, readCursor, writeCursor } from "./cursor.ts";
import { describeDeployment } from "./describe.ts";
import { deploymentNotFound } from "./errors.ts";
import { readQuota } from "./read-quota.ts";
import {
  countDeployments,
  type DeploymentRow,
  type DeploymentState,
  listDeploymentRows,
  readDeployment,
} from "./store.ts";

const countCap = 10_000;

/** One page of deployments, newest first. */
export async function listDeployments(
  ctx: Context,
  input: { state?: DeploymentState; cursor?: string; direction: "next" | "previous"; limit: number },
) {
  requirePermission(ctx, "deployments.read");
  const { state, cursor, direction, limit } = input;
  const [number] = cursor === undefined ? [] : readCursor(cursor, 1);
  const backwards = direction === "previous" && number !== undefined;
  const rows = await listDeploymentRows(
    ctx.store,
    { state },
    { ...(backwards ? { after: number } : { before: number }), limit: limit + 1 },
  );
  const page = pageOfRows(rows, { limit, backwards, hasCursor: number !== undefined }, (row) =>
    writeCursor(row.number),
  );
  const total = await countDeployments(ctx.store, state, countCap + 1);
  const quotas = new Map<string, Deployment["reviewQuota"]>();
  for (const id of new Set(page.items.map((row) => row.componentAppId))) quotas.set(id, await readQuota(ctx, id));
  return {
    ...page,
    items: page.items.map((row) => describeDeployment(row, quotas.get(row.componentAppId) ?? null)),
    total: Math.min(total, countCap),
    totalCapped: total > countCap,
  };
}

/** One deployment. @throws AppError deployment_not_found */
export async function getDeployment(ctx: Context, input: { id: string }): Promise<Deployment> {
  requirePermission(ctx, "deployments.read");
  return presentDeployment(ctx, await requireDeployment(ctx, input.id));
}

/** @throws AppError deployment_not_found */
export async function requireDeployment(ctx: Context, id: string): Promise<DeploymentRow> {
  const row = await readDeployment(ctx.store, id);
  if (!row) throw deploymentNotFound(id);
  return row;
}

export async function presentDeployment(ctx: Context, row: DeploymentRow): Promise<Deployment> {
  return describeDeployment(row, await readQuota(ctx, row.componentAppId));
}

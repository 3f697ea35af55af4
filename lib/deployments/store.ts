import { and, count, desc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import type { Store } from "#db/store.ts";
import type { TargetState } from "./contract.ts";

export type { StoredCategory, StoredProblem, TargetIntent } from "#db/schema/deployments.ts";
export type DeploymentRow = Store["t"]["deployments"]["$inferSelect"];
export type TargetRow = Omit<Store["t"]["deploymentTargets"]["$inferSelect"], "state"> & { state: TargetState };
export type DeploymentState = DeploymentRow["state"];
export type Counts = Partial<Record<TargetState, number>>;

/** Inserts a deployment; its number is given by the database. Inside tx. */
export async function insertDeployment(store: Store, row: Omit<DeploymentRow, "number">): Promise<DeploymentRow> {
  const [made] = await store.writer.insert(store.t.deployments).values(row).returning();
  if (!made) throw new Error("The deployment was not stored");
  return made;
}

export async function readDeployment(store: Store, id: string): Promise<DeploymentRow | null> {
  const { deployments } = store.t;
  const [row] = await store.db.select().from(deployments).where(eq(deployments.id, id));
  return row ?? null;
}

export async function readDeployments(store: Store, numbers: readonly number[]): Promise<DeploymentRow[]> {
  if (numbers.length === 0) return [];
  const { deployments } = store.t;
  return store.db
    .select()
    .from(deployments)
    .where(inArray(deployments.number, [...numbers]));
}

/** Takes the deployment's row for this transaction: transitions of one deployment follow each other. */
export async function lockDeployment(store: Store, number: number): Promise<DeploymentRow> {
  const { deployments } = store.t;
  const [row] = await store.writer
    .update(deployments)
    .set({ revision: sql`${deployments.revision} + 1` })
    .where(eq(deployments.number, number))
    .returning();
  if (!row) throw new Error(`There is no deployment ${number}`);
  return row;
}

export async function updateDeployment(store: Store, number: number, patch: Partial<DeploymentRow>): Promise<void> {
  const { deployments } = store.t;
  await store.writer.update(deployments).set(patch).where(eq(deployments.number, number));
}

/** Newest first; `before`/`after` are numbers. */
export function listDeploymentRows(
  store: Store,
  filter: { state?: DeploymentState },
  page: { before?: number; after?: number; limit: number },
): Promise<DeploymentRow[]> {
  const { deployments: t } = store.t;
  const backwards = page.after !== undefined;
  return store.db
    .select()
    .from(t)
    .where(
      and(
        filter.state ? eq(t.state, filter.state) : undefined,
        page.before === undefined ? undefined : lt(t.number, page.before),
        page.after === undefined ? undefined : gt(t.number, page.after),
      ),
    )
    .orderBy(backwards ? t.number : desc(t.number))
    .limit(page.limit);
}

/** Counts up to `cap`, so that a long history costs no more than a short one. */
export async function countDeployments(store: Store, state: DeploymentState | undefined, cap: number): Promise<number> {
  const { deployments: t } = store.t;
  const some = store.db
    .select({ number: t.number })
    .from(t)
    .where(state ? eq(t.state, state) : undefined)
    .limit(cap)
    .as("some");
  const [row] = await store.db.select({ total: count() }).from(some);
  return Number(row?.total ?? 0);
}

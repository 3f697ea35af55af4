import type { Kit } from "#db/kit.ts";

/** What the target's next step did to the outside world, written before the call, cleared with its outcome. */
export interface TargetIntent {
  operationId: string;
  kind: "commit" | "submit" | "release" | "withdraw" | "roll_back";
  startedAt: number;
  /** Before then the call may still be on its way, and reading back would prove nothing. */
  readableAt: number;
  /** WeChat's state just before; read back against it when the outcome is in doubt. */
  before: Record<string, unknown>;
}

/** Why a target failed or waits (contract `targetProblem`). */
export interface StoredProblem {
  code: string;
  errcode: number | null;
  rid: string | null;
  cause: { zh: string; en: string };
  nextStep: { zh: string; en: string };
  reason: string | null;
  screenshots: string[];
}

export interface StoredCategory {
  firstId: number;
  firstName: string;
  secondId: number;
  secondName: string;
  thirdId: number | null;
  thirdName: string | null;
}

/** One template to many accounts, and one row an account in it. */
export function defineDeployments(kit: Kit) {
  const deployments = kit.table(
    "deployments",
    {
      /** What people call it: #12. */
      number: kit.sequence("number"),
      id: kit.text("id").notNull(),
      componentAppId: kit.text("component_app_id").notNull(),
      templateId: kit.text("template_id").notNull(),
      version: kit.text("version").notNull(),
      description: kit.text("description").notNull(),
      goal: kit.text("goal").$type<"trial" | "review" | "release">().notNull(),
      extJson: kit.text("ext_json").notNull(),
      category: kit.json<StoredCategory | null>("category"),
      versionDescription: kit.text("version_description").notNull(),
      privacyApiNotUse: kit.bool("privacy_api_not_use").notNull(),
      state: kit.text("state").$type<"running" | "paused" | "waiting" | "finished" | "cancelled">().notNull(),
      createdById: kit.text("created_by_id").notNull(),
      createdBy: kit.text("created_by").notNull(),
      createdAt: kit.time("created_at").notNull(),
      finishedAt: kit.time("finished_at"),
      total: kit.int("total").notNull(),
      /** Targets by state, kept in the transaction of every transition. */
      counts: kit.json<Record<string, number>>("counts").notNull(),
      /** Grows with every transition; its update is also the lock that orders them on PostgreSQL. */
      revision: kit.int("revision").notNull(),
    },
    (table) => [
      kit.uniqueIndex("deployments_id").on(table.id),
      kit.index("deployments_state").on(table.state, table.number),
    ],
  );

  const deploymentTargets = kit.table(
    "deployment_targets",
    {
      id: kit.text("id").primaryKey(),
      deploymentNumber: kit.int("deployment_number").notNull(),
      ordinal: kit.int("ordinal").notNull(),
      appId: kit.text("app_id").notNull(),
      componentAppId: kit.text("component_app_id").notNull(),
      accountName: kit.text("account_name").notNull(),
      logoUrl: kit.text("logo_url"),
      /** How far it goes by itself; the deployment's goal until someone asks for more. */
      goal: kit.text("goal").$type<"trial" | "review" | "release">().notNull(),
      /** Whose decision the step in hand is. */
      actedBy: kit.text("acted_by").notNull(),
      state: kit.text("state").notNull(),
      /** 0 needs people, 1 moves by itself, 2 settled: the order of the list. */
      rank: kit.int("rank").notNull(),
      since: kit.time("since").notNull(),
      waitsFor: kit.text("waits_for"),
      /** When the next step is due; null when only people can move it. */
      nextCheckAt: kit.time("next_check_at"),
      /** A worker has it in hand until then. */
      claimedUntil: kit.time("claimed_until"),
      /** Tries of the step in hand, for the back-off. */
      attempts: kit.int("attempts").notNull(),
      /** Where a failed, rejected or withdrawn target starts again. */
      retryState: kit.text("retry_state"),
      /** What people asked for and the job has yet to do. */
      request: kit.text("request").$type<"withdraw" | "roll_back">(),
      intent: kit.json<TargetIntent | null>("intent"),
      problem: kit.json<StoredProblem | null>("problem"),
      auditId: kit.text("audit_id"),
      submittedAt: kit.time("submitted_at"),
      committedAt: kit.time("committed_at"),
      releasedAt: kit.time("released_at"),
      /** The live version before our commit, and since when: proof that a release was ours. */
      previousLiveVersion: kit.text("previous_live_version"),
      previousLiveAt: kit.time("previous_live_at"),
      /** Compare-and-set: a writer that read an older revision changes nothing. */
      revision: kit.int("revision").notNull(),
    },
    (table) => [
      kit.uniqueIndex("deployment_targets_ordinal").on(table.deploymentNumber, table.ordinal),
      kit.index("deployment_targets_order").on(table.deploymentNumber, table.rank, table.ordinal),
      kit.index("deployment_targets_state").on(table.deploymentNumber, table.state, table.rank, table.ordinal),
      kit.index("deployment_targets_app").on(table.appId, table.deploymentNumber),
      kit.index("deployment_targets_rank").on(table.rank, table.state, table.since),
      kit.index("deployment_targets_due").on(table.nextCheckAt),
      kit.index("deployment_targets_claimed").on(table.claimedUntil),
    ],
  );

  /** One account is in at most one open deployment: its row here is the lock. */
  const accountLocks = kit.table(
    "account_locks",
    {
      appId: kit.text("app_id").primaryKey(),
      targetId: kit.text("target_id").notNull(),
      deploymentNumber: kit.int("deployment_number").notNull(),
      heldBy: kit.text("held_by").notNull(),
      since: kit.time("since").notNull(),
    },
    (table) => [kit.index("account_locks_deployment").on(table.deploymentNumber)],
  );

  /** Pace of one platform and API, shared by all processes: the moment at which the next call is free. */
  const rateBuckets = kit.table("rate_buckets", {
    key: kit.text("key").primaryKey(),
    /** In microseconds since the epoch, so that paces beyond 1,000/s do not round to nothing. */
    nextFreeUs: kit.int("next_free_us").notNull(),
    /** WeChat said to stop until then (ms). */
    blockedUntil: kit.time("blocked_until"),
  });

  return { deployments, deploymentTargets, accountLocks, rateBuckets };
}

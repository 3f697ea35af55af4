// Written by `npm run db:generate`: drizzle-kit sees only named exports.
import { sqliteKit } from "./kit.ts";
import { define } from "./schema/index.ts";

export const {
  accountLocks,
  auditCheckpoints,
  auditEntries,
  auditHeads,
  deploymentTargets,
  deployments,
  jobs,
  rateBuckets,
  templateLives,
} = define(sqliteKit);

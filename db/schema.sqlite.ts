// Written by `npm run db:generate`: drizzle-kit sees only named exports.
import { sqliteKit } from "./kit.ts";
import { define } from "./schema/index.ts";

export const {
  accountLocks,
  auditCheckpoints,
  auditEntries,
  auditHeads,
  dataKeys,
  deploymentTargets,
  deployments,
  jobs,
  platforms,
  rateBuckets,
  refreshTokenHistory,
  templateLives,
  tokenRecoveries,
  tokens,
} = define(sqliteKit);

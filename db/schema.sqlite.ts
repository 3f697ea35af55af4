// Written by `npm run db:generate`: drizzle-kit sees only named exports.
import { sqliteKit } from "./kit.ts";
import { define } from "./schema/index.ts";

export const {
  accountCounters,
  accountImports,
  accountLocks,
  accounts,
  auditCheckpoints,
  auditEntries,
  auditHeads,
  authorizationFlows,
  bindingQuestions,
  bindings,
  callbackEvents,
  dataKeys,
  deploymentTargets,
  deployments,
  grantEvents,
  grants,
  invitations,
  jobs,
  missingSets,
  platforms,
  rateBuckets,
  refreshTokenHistory,
  templateLives,
  tokenRecoveries,
  tokens,
  unclaimedGrants,
} = define(sqliteKit);

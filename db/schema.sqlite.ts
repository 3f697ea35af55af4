// Written by `npm run db:generate`: drizzle-kit sees only named exports.
import { sqliteKit } from "./kit.ts";
import { define } from "./schema/index.ts";

export const {
  auditCheckpoints,
  auditEntries,
  auditHeads,
  jobs,
} = define(sqliteKit);

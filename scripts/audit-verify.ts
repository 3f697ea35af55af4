// Recomputes the audit chain from its first entry. Exit 1 with the first entry that does not fit.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { verifyChain } from "../lib/audit/index.ts";
import { readEnv } from "../lib/core/env.ts";
import { openStore } from "../lib/runtime/open.store.ts";
import { startProblem } from "../lib/runtime/start-problem.ts";

async function main(): Promise<void> {
  const env = readEnv();
  if (env.databaseUrl === undefined && !existsSync(join(env.dataDir, "hufu.db")))
    throw new Error(`There is no database in ${env.dataDir}.`);
  const startedMs = performance.now();
  const store = await openStore(env);
  const report = await verifyChain(store).finally(() => store.close());
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
  if (report.broken)
    throw new Error(
      `The audit chain is broken at entry ${report.broken.sequence} (${report.broken.reason}); the ${report.verifiedTo} before it are whole.`,
    );
  console.log(`The audit chain is whole: ${report.verifiedTo} entries, head ${report.verifiedHash}, ${seconds} s.`);
}

try {
  await main();
} catch (error) {
  console.error(startProblem(error));
  process.exitCode = 1;
}

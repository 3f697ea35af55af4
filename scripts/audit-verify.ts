// Recomputes the audit chain from its first entry. Exit 1 with the first entry that does not fit.
import { verifyChain } from "../lib/audit/index.ts";
import { getServices, stopRuntime } from "../lib/runtime/index.ts";

process.env.HUFU_LOG_LEVEL ??= "warn";
const startedMs = performance.now();
const { store } = await getServices();
const report = await verifyChain(store);
await stopRuntime();
const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
if (report.broken) {
  console.error(
    `The audit chain is broken at entry ${report.broken.sequence} (${report.broken.reason}); ${report.verifiedTo} entries before it are whole.`,
  );
  process.exitCode = 1;
} else {
  console.log(
    `The audit chain is whole: ${report.verifiedTo} entries, head ${report.verifiedHash.slice(0, 16)}, ${seconds} s.`,
  );
}

import { readFileSync } from "node:fs";
import { enableCompileCache } from "node:module";

// Before the rest is loaded, so that its stripped and compiled code is kept for the next start.
enableCompileCache();
const { readOptions, UsageError } = await import("./options.ts");

try {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const wish = readOptions(process.argv.slice(2), process.env, version);
  if ("print" in wish) {
    process.stdout.write(wish.print);
  } else {
    const end = () => process.exit(0);
    process.on("SIGTERM", end);
    process.on("SIGHUP", end);
    // A parent process may want to decide about Ctrl-C itself.
    if (process.listenerCount("SIGINT") === 0) process.on("SIGINT", end);
    const { startSimulator } = await import("./start.ts");
    const { url, save, world } = await startSimulator(wish.start);
    process.once("exit", save);
    if (wish.start.log) {
      const { lineOf } = await import("./log-line.ts");
      world.ledger.watch((entry) => process.stderr.write(`${lineOf(entry)}\n`));
    }
    process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`);
    if (process.stderr.isTTY) process.stderr.write(`Secrets: curl -s ${url}/_sim/credentials   Ctrl-C ends it.\n`);
  }
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`simulator: ${message}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

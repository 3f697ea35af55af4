import { enableCompileCache } from "node:module";

// Before the rest is loaded, so that its stripped and compiled code is kept for the next start.
enableCompileCache();
const { HELP, readOptions } = await import("./options.ts");

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === "help") {
    process.stdout.write(HELP);
  } else {
    process.once("SIGTERM", () => process.exit(0));
    // A parent process may want to decide about Ctrl-C itself.
    if (process.listenerCount("SIGINT") === 0) process.once("SIGINT", () => process.exit(0));
    const { startSimulator } = await import("./start.ts");
    const { url, save } = await startSimulator(options);
    process.once("exit", save);
    process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`);
  }
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`simulator: ${message}\n`);
  process.exitCode = 1;
}

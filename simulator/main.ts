import { HELP, readOptions } from "./options.ts";
import { startSimulator } from "./start.ts";

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === "help") {
    process.stdout.write(HELP);
  } else {
    process.once("SIGTERM", () => process.exit(0));
    process.once("SIGINT", () => process.exit(0));
    const { url } = await startSimulator(options);
    process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`);
  }
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`simulator: ${message}\n`);
  process.exitCode = 1;
}

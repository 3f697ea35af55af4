import { enableCompileCache } from "node:module";

// Before the rest is loaded, so that its stripped and compiled code is kept for the next start.
enableCompileCache();
const { HELP, readOptions } = await import("./options.ts");

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === "help") {
    process.stdout.write(HELP);
  } else {
    let save = () => {};
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.once(signal, () => {
        save();
        process.exit(0);
      });
    }
    const { startSimulator } = await import("./start.ts");
    const simulator = await startSimulator(options);
    ({ save } = simulator);
    const { url } = simulator;
    process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`);
  }
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`simulator: ${message}\n`);
  process.exitCode = 1;
}

// `npm start`: checks, builds, starts the simulator (unless a real platform is used) and the console.
import { accessSync, constants } from "node:fs";
import { dirname, join } from "node:path";
import { readEnv } from "../lib/core/env.ts";
import { ensureDataDir } from "../lib/runtime/secret-file.ts";
import { startProblem } from "../lib/runtime/start-problem.ts";
import { buildIfStale, isBuilt } from "./build-if-stale.ts";
import { loadQuickly } from "./quick-loading.ts";
import { freePort, isFree, startSimulatorChild } from "./start-simulator.ts";

const root = join(dirname(import.meta.filename), "..");

function say(line: string): void {
  console.log(`hufu: ${line}`);
}

function fail(message: string): never {
  console.error(`hufu: ${message}`);
  process.exit(1);
}

/** Until the console ends in its own way: exiting, not dying, lets the build be stopped too. */
function endEarly(): void {
  process.exit(143);
}

async function main(): Promise<void> {
  const startedMs = Date.now();
  if (Number(process.versions.node.split(".")[0]) < 24)
    fail(`Node ${process.versions.node} is too old: Node 24 is needed.`);
  process.chdir(root);
  loadQuickly(root);
  // NODE_ENV decides what React and Next load: set before either is.
  Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  const demo = process.env.HUFU_DEMO ?? (process.env.HUFU_PUBLIC_URL ? "0" : "1");
  let env = readEnv();
  if (env.port === 0) {
    process.env.PORT = String(await freePort(env.host));
    env = readEnv();
  }
  if (!(await isFree(env.port, env.host)))
    fail(`Port ${env.port} is in use. Choose another: PORT=${env.port + 1} npm start`);
  try {
    ensureDataDir(env.dataDir);
    accessSync(env.dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    fail(`The data folder ${env.dataDir} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
  }
  process.env.HUFU_DEMO = demo;
  const isDemo = readEnv().demo;
  // A newcomer reads these lines, not the log; in production the log goes to standard output.
  if (isDemo) process.env.HUFU_LOG_FILE ??= join(env.dataDir, "hufu.log");

  if (!isBuilt(root)) {
    // A database that cannot be used is better said before half a minute of building.
    const { getServices, stopRuntime } = await import("../lib/runtime/index.ts");
    await getServices();
    await stopRuntime();
    await buildIfStale(root, say);
  }
  const starting = isDemo
    ? startSimulatorChild({
        root,
        dataDir: env.dataDir,
        port: env.simulatorPort,
        accounts: env.simulatedAccounts,
        authorized: env.simulatedAuthorized,
        consoleUrl: `http://127.0.0.1:${env.port}`,
      })
    : null;
  // Loaded while the simulator starts; what it opens, it opens below, with the simulator's address known.
  const loading = import("../server.ts");
  loading.catch(() => undefined);
  const simulator = await starting;
  if (simulator)
    Object.assign(process.env, {
      HUFU_WECHAT_API_URL: simulator.url,
      HUFU_WECHAT_MP_URL: simulator.url,
      HUFU_WECHAT_OPEN_URL: simulator.url,
    });
  try {
    const { startServer, stopOnSignal } = await loading;
    const running = await startServer();
    process.off("SIGTERM", endEarly);
    stopOnSignal(async () => {
      say("Stopping");
      await running.stop();
      await simulator?.stop();
    });
    const { prepareFirstOwner } = await import("../lib/staff/index.ts");
    const link = await prepareFirstOwner(running.services);
    say(`Ready in ${((Date.now() - startedMs) / 1_000).toFixed(1)} s`);
    console.log(`\n  Console      ${running.url}`);
    if (simulator) console.log(`  Simulator    ${simulator.url} (WeChat, simulated: nothing leaves this machine)`);
    if (link) console.log(`  Sign in      ${link}\n               (for the first owner: works once, within an hour)`);
    if (process.env.HUFU_LOG_FILE) console.log(`  Log          ${process.env.HUFU_LOG_FILE}`);
    console.log("  Stop         Ctrl-C\n");
  } catch (error) {
    await simulator?.stop();
    throw error;
  }
}

process.once("SIGTERM", endEarly);
try {
  await main();
} catch (error) {
  fail(startProblem(error));
}

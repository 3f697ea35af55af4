import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Product {
  url: string;
  setupLink: string;
  simulatorUrl: string;
  dataDir: string;
}

const stateFile = "test-results/product.json";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No port");
  return address.port;
}

/**
 * Starts the product as `npm start` does, on a new data folder, and leaves its address and the one-time
 * sign-in link for the specs. Returns Playwright's teardown.
 */
export default async function startProduct(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "hufu-e2e-"));
  const [port, simulatorPort] = [await freePort(), await freePort()];
  const child = spawn("node_modules/.bin/node", ["scripts/start.ts"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      HUFU_SIMULATOR_PORT: String(simulatorPort),
      HUFU_DATA_DIR: dataDir,
      HUFU_SIM_ACCOUNTS: "300",
      HUFU_SIM_AUTHORIZED: "60",
      HUFU_LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  child.stderr.on("data", (chunk) => {
    printed += chunk;
  });
  const setupLink = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The product did not start in 5 minutes:\n${printed}`)), 300_000);
    child.stdout.on("data", (chunk) => {
      printed += chunk;
      const link = /https?:\/\/\S+\/setup#\S+/.exec(printed)?.[0];
      if (!link) return;
      clearTimeout(timer);
      resolve(link);
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`The product ended with ${code}:\n${printed}`));
    });
  });
  const product: Product = {
    url: `http://127.0.0.1:${port}`,
    setupLink,
    simulatorUrl: `http://127.0.0.1:${simulatorPort}`,
    dataDir,
  };
  mkdirSync("test-results", { recursive: true });
  writeFileSync(stateFile, JSON.stringify(product));
  return async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
}

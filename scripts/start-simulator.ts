import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

/** True when nothing listens there. */
export function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

/** Any free port. */
export function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, host, () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("No port")),
      );
    });
  });
}

/** The port of last time if it is free, so that addresses shown in WeChat's console stay right; else a new one. */
async function choosePort(dataDir: string, wanted: number): Promise<number> {
  const host = "127.0.0.1";
  if (wanted !== 0) {
    if (await isFree(wanted, host)) return wanted;
    throw new Error(`Port ${wanted} (HUFU_SIMULATOR_PORT) is in use.`);
  }
  const file = join(dataDir, "simulator-port");
  let last = 4280;
  try {
    last = Number(readFileSync(file, "utf8")) || last;
  } catch {
    // The first start.
  }
  const port = (await isFree(last, host)) ? last : await freePort(host);
  writeFileSync(file, `${port}\n`, { mode: 0o600 });
  return port;
}

export interface ChildSimulator {
  url: string;
  stop(): Promise<void>;
}

/** Starts the simulator as a process of its own and waits until it says that it is ready. */
export async function startSimulatorChild(options: {
  root: string;
  dataDir: string;
  port: number;
  accounts: number;
  authorized: number;
  consoleUrl: string;
}): Promise<ChildSimulator> {
  const port = await choosePort(options.dataDir, options.port);
  const child = spawn(
    process.execPath,
    [
      join(options.root, "scripts", "run-simulator.ts"),
      ...["--port", String(port)],
      ...["--accounts", String(options.accounts)],
      ...["--authorized", String(options.authorized)],
      ...["--events-url", `${options.consoleUrl}/wx/{component_appid}/events`],
      // Merchants' authorizations must outlive a restart, as WeChat's do.
      ...["--state", join(options.dataDir, "simulator.state")],
      ...["--messages-url", `${options.consoleUrl}/wx/{component_appid}/messages/$APPID$`],
    ],
    { cwd: options.root, stdio: ["pipe", "pipe", "inherit"] },
  );
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let printed = "";
    child.stdout.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      const line = printed.split("\n").find((text) => text.includes('"ready"'));
      if (line) resolve((JSON.parse(line) as { url: string }).url);
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The simulator ended with ${code}.`)));
  });
  return {
    url,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

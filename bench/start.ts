// Fresh `npm start` to ready, cold (a clone without node_modules) and warm (the second start), in seconds.
// Usage: node bench/start.ts [rounds=1]    Needs git and npm; works in a temporary folder and removes it.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const rounds = Number(process.argv[2] ?? 1);

/** Seconds from the command to the line that says it is ready; the product is ended afterwards. */
function timeStart(cwd: string, port: number): Promise<number> {
  const startedMs = performance.now();
  const child = spawn("npm", ["start"], {
    cwd,
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, PORT: String(port), HUFU_LOG_LEVEL: "error" },
  });
  return new Promise((resolve, reject) => {
    let printed = "";
    let seconds: number | null = null;
    child.stdout.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      if (seconds !== null || !printed.includes("Ready in")) return;
      seconds = (performance.now() - startedMs) / 1_000;
      if (child.pid) process.kill(-child.pid, "SIGTERM");
    });
    child.once("exit", () => (seconds === null ? reject(new Error(printed)) : resolve(seconds)));
  });
}

for (let round = 1; round <= rounds; round += 1) {
  const folder = mkdtempSync(join(tmpdir(), "hufu-start-"));
  try {
    execFileSync("git", ["clone", "-q", process.cwd(), folder]);
    const cold = await timeStart(folder, 3_900 + round);
    const warm = [await timeStart(folder, 3_900 + round), await timeStart(folder, 3_900 + round)];
    console.log(
      `round ${round}: cold ${cold.toFixed(1)} s, warm ${warm.map((seconds) => seconds.toFixed(1)).join(" s, ")} s`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

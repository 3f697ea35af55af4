import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sourceHash } from "./source-hash.ts";

/** True when .next holds a finished build of exactly these sources. */
export function isBuilt(root: string): boolean {
  const marker = join(root, ".next", "hufu-build");
  if (!existsSync(join(root, ".next", "BUILD_ID")) || !existsSync(marker)) return false;
  return readFileSync(marker, "utf8").trim() === sourceHash(root);
}

/**
 * Builds the console unless that has been done. The mark is written last: an interrupted build counts as
 * none. @throws Error with the end of Next's output when it fails.
 */
export async function buildIfStale(root: string, say: (line: string) => void): Promise<boolean> {
  if (isBuilt(root)) return false;
  const wanted = sourceHash(root);
  const marker = join(root, ".next", "hufu-build");
  rmSync(marker, { force: true });
  say("Building the console (about half a minute, only after a change)");
  const startedMs = Date.now();
  const ticking = setInterval(() => say(`Still building, ${Math.round((Date.now() - startedMs) / 1_000)} s`), 10_000);
  try {
    await build(root);
  } finally {
    clearInterval(ticking);
  }
  writeFileSync(marker, `${wanted}\n`);
  say(`Built in ${Math.round((Date.now() - startedMs) / 1_000)} s`);
  return true;
}

function build(root: string): Promise<void> {
  const child = spawn(process.execPath, [join(root, "node_modules", "next", "dist", "bin", "next"), "build"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  process.once("exit", () => child.kill());
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-6_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`The build failed:\n${output}`))));
  });
}

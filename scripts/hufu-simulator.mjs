#!/usr/bin/env node
// `npx hufu-simulator`: the simulator in one command. Plain JavaScript: it runs on the host's own Node, before
// ours is there. Nothing of its own goes to stdout, whose first line belongs to the simulator.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const modules = join(root, "node_modules");
const packaged = join(modules, ".bin", process.platform === "win32" ? "node.cmd" : "node");
const main = join(root, "simulator", "main.ts");
const suits = Number(process.versions.node.split(".")[0]) >= 24;

const missing = ["fast-xml-parser", "qrcode"].some((name) => !existsSync(join(modules, name)));
if (missing || !(suits || existsSync(packaged))) {
  const { status } = spawnSync(process.execPath, [join(root, "scripts", "ensure.mjs")], { stdio: ["ignore", 2, 2] });
  if (status !== 0) process.exit(1);
}

// npm does not hand on the signal that ends it: without this, an `npx` that was stopped leaves a simulator behind.
const parent = process.ppid;
function onOrphaned(end) {
  if (!process.env.npm_command) return;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, 250).unref();
}

if (suits) {
  process.argv[1] = main;
  onOrphaned(() => process.exit(0));
  await import(pathToFileURL(main).href);
} else {
  const child = spawn(packaged, [main, ...process.argv.slice(2)], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  onOrphaned(() => child.kill("SIGTERM"));
  child.on("error", (error) => {
    console.error(`simulator: ${packaged} does not start: ${error.message}`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
}

// Installs what is missing. Plain JavaScript: it runs on the host's own Node, before ours is there.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const marker = join(root, "node_modules", ".installed");

function fail(message) {
  console.error(`hufu: ${message}`);
  process.exit(1);
}

const major = Number(process.versions.node.split(".")[0]);
if (major < 18)
  fail(`Node ${process.versions.node} is too old to install with. Use Node 18 or newer (24 is brought along).`);

const wanted = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");
if (!existsSync(marker) || readFileSync(marker, "utf8").trim() !== wanted) await install();
if (major < 24 && !existsSync(join(root, "node_modules", ".bin", "node")))
  fail(`Node ${process.versions.node} is too old, and there is no packaged Node 24 for this system. Install Node 24.`);

async function install() {
  console.log("hufu: installing packages (about a minute, once)");
  const startedMs = Date.now();
  const ticking = setInterval(() => {
    console.log(`hufu: still installing, ${Math.round((Date.now() - startedMs) / 1000)} s`);
  }, 15_000);
  // Without its own output npm says nothing for a minute; with all of it, too much.
  const child = spawn("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "inherit", "pipe"],
    shell: process.platform === "win32",
  });
  let complaint = "";
  child.stderr.on("data", (chunk) => {
    complaint = (complaint + chunk).slice(-4000);
  });
  const code = await new Promise((resolve) => {
    child.on("error", (error) => {
      complaint += error.message;
      resolve(1);
    });
    child.on("close", resolve);
  });
  clearInterval(ticking);
  if (code !== 0) fail(reason(complaint));
  try {
    writeFileSync(marker, `${wanted}\n`);
  } catch (error) {
    fail(`cannot write to node_modules: ${error.code ?? error.message}`);
  }
  console.log(`hufu: installed in ${Math.round((Date.now() - startedMs) / 1000)} s`);
}

function reason(complaint) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(complaint))
    return "packages could not be fetched: the npm registry is out of reach. Check the network, then start again.";
  if (/EACCES|EROFS|EPERM/.test(complaint)) return `${root} cannot be written: packages were not installed.`;
  if (/ENOSPC/.test(complaint)) return "the disk is full: packages were not installed.";
  if (/ENOENT/.test(complaint) && /npm/.test(complaint)) return "npm was not found. Install Node with npm.";
  const line = complaint.split("\n").find((text) => text.includes("npm error")) ?? "see above";
  return `npm ci failed: ${line.trim()}`;
}

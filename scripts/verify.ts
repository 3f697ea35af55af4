// `npm test`: the whole proof, every part even after a failure. The last line is the sum.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { buildIfStale } from "./build-if-stale.ts";
import { ensureChromium } from "./ensure-chromium.ts";
import { ensureCurl } from "./ensure-curl.ts";

interface Count {
  passed: number;
  failed: number;
}

const root = join(dirname(import.meta.filename), "..");
const unitFile = join(root, "test-results", "unit.json");
const e2eFile = join(root, "test-results", "e2e.json");
const parts: { name: string; count: Count; seconds: number }[] = [];

function run(command: string, args: string[], env: Record<string, string> = {}): Promise<boolean> {
  const path = `${join(root, "node_modules", ".bin")}${delimiter}${process.env.PATH ?? ""}`;
  const child = spawn(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env, PATH: path } });
  return new Promise((resolve) => {
    child.once("error", () => resolve(false));
    child.once("close", (code) => resolve(code === 0));
  });
}

async function part(name: string, work: () => Promise<Count>): Promise<Count> {
  console.log(`\n== ${name}`);
  const startedMs = Date.now();
  const count = await work().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  parts.push({ name, count, seconds: Math.round((Date.now() - startedMs) / 1_000) });
  return count;
}

const one = (passed: boolean): Count => (passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** Tests of a report; a run that ended badly without saying which test failed counts as one failure. */
function counted(passedRun: boolean, count: Count | null): Count {
  if (!count) return { passed: 0, failed: 1 };
  return !passedRun && count.failed === 0 ? { ...count, failed: 1 } : count;
}

interface UnitReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

function unitCount(): Count | null {
  if (!existsSync(unitFile)) return null;
  const report = JSON.parse(readFileSync(unitFile, "utf8")) as UnitReport;
  // A file that could not be loaded has no tests to fail.
  const unloaded = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  ).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded };
}

function browserCount(): Count | null {
  if (!existsSync(e2eFile)) return null;
  const { stats, errors } = JSON.parse(readFileSync(e2eFile, "utf8")) as {
    stats: { expected: number; unexpected: number; flaky: number };
    errors?: unknown[];
  };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + (errors?.length ?? 0) };
}

process.chdir(root);
mkdirSync(join(root, "test-results"), { recursive: true });
for (const file of [unitFile, e2eFile]) rmSync(file, { force: true });

await part("Lint", async () => one(await run("biome", ["ci", "."])));
const build = await part("Build", async () => {
  const fresh = await buildIfStale(root, (line) => console.log(line));
  if (!fresh) console.log("Nothing changed since the last build");
  return one(true);
});
// The build writes the types of the addresses; those of a dev server may be of pages that are gone.
rmSync(join(root, ".next", "dev", "types"), { recursive: true, force: true });
await part("Types", async () => one(await run("tsc", ["--noEmit"])));
await part("Unit, on SQLite and PostgreSQL", async () => {
  if (!ensureCurl()) throw new Error("The unit tests did not run: no curl, and it could not be installed.");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${unitFile}`];
  return counted(await run("vitest", ["run", ...reporters], { NODE_ENV: "test" }), unitCount());
});
await part("Browser", async () => {
  if (build.failed > 0) throw new Error("The browser tests did not run: there is no build.");
  if (!ensureChromium()) throw new Error("The browser tests did not run: no Chromium, and none could be installed.");
  return counted(await run("playwright", ["test"]), browserCount());
});

console.log("");
for (const { name, count, seconds } of parts)
  console.log(`${count.failed > 0 ? "✗" : "✓"} ${name}: ${count.passed} passed, ${count.failed} failed (${seconds} s)`);
const sum = parts.reduce(
  (total, { count }) => ({ passed: total.passed + count.passed, failed: total.failed + count.failed }),
  { passed: 0, failed: 0 },
);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exit(sum.failed > 0 ? 1 : 0);

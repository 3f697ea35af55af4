// All tokens of a platform rebuilt from WeChat's list by a worker process that is killed on the way.
// Usage: node bench/rebuild.ts [--accounts 100000] [--kills 1]
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { systemContext } from "#lib/core/context.ts";
import { readEnv } from "#lib/core/env.ts";
import { findPlatform, readImport } from "#lib/platforms/index.ts";
import { openServices } from "../lib/runtime/services.ts";
import { connectWithTicket } from "../lib/tokens/testing.ts";
import { startSimulator } from "../simulator/start.ts";

const flag = (name: string, absent: number) => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? absent : Number(process.argv[place + 1]);
};
const accounts = flag("accounts", 100_000);
const kills = flag("kills", 1);

const simulator = await startSimulator({ accounts, authorized: accounts, seed: "rebuild" });
const dataDir = mkdtempSync(join(tmpdir(), "hufu-bench-"));
const environment = {
  NODE_ENV: "test",
  HUFU_DATA_DIR: dataDir,
  HUFU_WECHAT_API_URL: simulator.url,
  HUFU_WECHAT_MP_URL: simulator.url,
  HUFU_LOG_LEVEL: "silent",
};
const services = await openServices(readEnv(environment));
const ctx = systemContext(services, "bench");
// The first ticket starts the import, as it does when all tokens were lost.
const componentAppId = await connectWithTicket(services);

let peakMb = 0;
async function startWorker(): Promise<ChildProcess> {
  const env = { ...process.env, ...environment } as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, ["bench/import-worker.ts"], { env, stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return child;
}
function notePeak({ pid }: ChildProcess): void {
  const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  peakMb = Math.max(peakMb, Math.round(Number(peak ?? 0) / 1_024));
}

const startedMs = performance.now();
let worker = await startWorker();
let killed = 0;
let saidPart = -1;
for (;;) {
  const { offset = 0, total = 0 } = (await readImport(ctx, componentAppId)) ?? {};
  const part = total === 0 ? 0 : Math.floor((offset / total) * 10);
  if (part > saidPart) {
    saidPart = part;
    notePeak(worker);
    const { state, done } = (await findPlatform(ctx, componentAppId)).import;
    console.log(
      `  ${((performance.now() - startedMs) / 1_000).toFixed(0)} s: ${state}, ${offset} of ${total} read, ${done} done with`,
    );
  }
  if (total > 0 && offset >= total) break;
  if (killed < kills && offset > (total * (killed + 1)) / (kills + 1)) {
    killed += 1;
    worker.kill("SIGKILL");
    await once(worker, "exit");
    console.log(`  killed at ${(await readImport(ctx, componentAppId))?.offset}`);
    worker = await startWorker();
  }
  await sleep(100);
}
const seconds = ((performance.now() - startedMs) / 1_000).toFixed(0);
const lists = simulator.world.ledger.since(0).filter(({ path }) => path.endsWith("api_get_authorizer_list")).length;
const [kept] = await services.store.rows<{ n: number }>(
  sql`select count(*) as n from ${services.store.t.tokens} where source is not null and app_id <> ''`,
);
console.log(
  `${accounts} accounts: ${kept?.n} refresh tokens kept, ${lists} list calls, ${killed} kills, ${seconds} s, worker's peak ${peakMb} MB`,
);

worker.kill("SIGKILL");
await services.store.close();
await simulator.close();
rmSync(dataDir, { recursive: true, force: true });

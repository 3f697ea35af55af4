// Tokens: upstream calls for many callers in many processes, warm reads, rebuilding and sealing everything anew.
// Usage: node bench/tokens.ts [--callers 10000] [--accounts 5000] [--nodes 4] [--rounds 9] [--postgres]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemContext } from "#lib/core/context.ts";
import { readEnv } from "#lib/core/env.ts";
import { recoverRefreshTokens, resealAll, withAccountToken, withComponentToken } from "#lib/tokens/index.ts";
import { openServices } from "../lib/runtime/services.ts";
import { connectWithTicket, receiveTicket, testWechat } from "../lib/tokens/testing.ts";
import { startSimulator } from "../simulator/start.ts";
import { startPostgres } from "./postgres-server.ts";
import { startTokenCaller } from "./start-token-caller.ts";

const flag = (name: string, absent: number) => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? absent : Number(process.argv[place + 1]);
};
const callers = flag("callers", 10_000);
const accounts = flag("accounts", 5_000);
const nodes = flag("nodes", 4);
const rounds = flag("rounds", 9);

const simulator = await startSimulator({ accounts, authorized: accounts, seed: "bench" });
const dataDir = mkdtempSync(join(tmpdir(), "hufu-bench-"));
const postgres = process.argv.includes("--postgres") ? await startPostgres() : null;
const environment = {
  NODE_ENV: "test",
  HUFU_DATA_DIR: dataDir,
  HUFU_WECHAT_API_URL: simulator.url,
  HUFU_WECHAT_MP_URL: simulator.url,
  HUFU_LOG_LEVEL: "silent",
  ...(postgres && { DATABASE_URL: postgres.url }),
};
const opened = await openServices(readEnv(environment));
const clock = simulator.world.clock;
const services = { ...opened, clock, wechat: testWechat(simulator.url, clock) };
const ctx = systemContext(services, "bench");
const componentAppId = await connectWithTicket(services);
const appIds = [...simulator.world.platforms[0]!.grants.keys()];
console.log(postgres === null ? "SQLite, one file" : "PostgreSQL, a server on loopback");

function callsSince(seq: number, path: string): number {
  return simulator.world.ledger.since(seq).filter((entry) => entry.path.endsWith(path)).length;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

function percentile(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

let seq = simulator.world.ledger.last;
const all = (count: number, work: () => Promise<unknown>) => Promise.all(Array.from({ length: count }, work));
const coldMs = await timed(() => all(callers, () => withComponentToken(ctx, componentAppId, async () => undefined)));
console.log(
  `${callers} callers, no component token: ${callsSince(seq, "api_component_token")} upstream call, ${coldMs.toFixed(0)} ms`,
);

seq = simulator.world.ledger.last;
const recoveredMs = await timed(() => recoverRefreshTokens(ctx, componentAppId));
console.log(
  `${accounts} refresh tokens rebuilt from the list: ${callsSince(seq, "api_get_authorizer_list")} calls, ${recoveredMs.toFixed(0)} ms`,
);

const processes = await Promise.all(Array.from({ length: nodes }, () => startTokenCaller(environment)));
const upstream: number[] = [];
const slowest: number[] = [];
let failures = 0;
let useless = 0;
for (let round = 0; round < rounds; round += 1) {
  const account = { componentAppId, appId: appIds[round + 1]! };
  await processes[round % nodes]!.tell({ kind: "use", account, callers: 1 });
  // Three hours on, everywhere: the token just bought has expired, the platform's as well.
  clock.advance(3 * 3_600_000);
  await Promise.all(processes.map((one) => one.tell({ kind: "advance", ms: 3 * 3_600_000 })));
  await receiveTicket(services, componentAppId);
  seq = simulator.world.ledger.last;
  const answers = await Promise.all(processes.map((one) => one.tell({ kind: "use", account, callers })));
  upstream.push(callsSince(seq, "api_authorizer_token"));
  slowest.push(Math.max(...answers.map((answer) => answer.ms)));
  failures += answers.reduce((sum, answer) => sum + answer.failures.length, 0);
  for (const token of new Set(answers.flatMap((answer) => answer.tokens)))
    if ((simulator.world.tokens.get(token)?.worksUntil ?? 0) <= clock.now()) useless += 1;
}
await Promise.all(processes.map((one) => one.close()));
console.log(
  `${nodes} processes × ${callers} callers, one expired token, ${rounds} rounds: upstream calls ${upstream.join(" ")}, ${failures} callers failed, ${useless} tokens that do not work; all served after a median of ${percentile(slowest, 0.5)} ms (worst ${Math.max(...slowest)} ms)`,
);

const account = { componentAppId, appId: appIds[0]! };
await withAccountToken(ctx, account, async () => undefined);
const reads: number[] = [];
for (let read = 0; read < 10_000; read += 1)
  reads.push((await timed(() => withAccountToken(ctx, account, async () => undefined))) * 1_000);
console.log(
  `warm read: median ${percentile(reads, 0.5).toFixed(0)} µs, p99 ${percentile(reads, 0.99).toFixed(0)} µs of ${reads.length}`,
);

await services.keyring.addDataKey();
const resealMs = await timed(() => resealAll(ctx));
const per100k = ((resealMs / accounts) * 100_000) / 1_000;
console.log(
  `${accounts} accounts sealed under a new data key: ${resealMs.toFixed(0)} ms (100,000: ${per100k.toFixed(0)} s)`,
);

await services.store.close();
rmSync(dataDir, { recursive: true, force: true });
await simulator.close();

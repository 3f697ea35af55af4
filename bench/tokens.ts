// Tokens: upstream calls for 1,000 concurrent callers, warm reads, and sealing everything anew.
// Usage: node bench/tokens.ts [--callers 1000] [--accounts 5000] [--nodes 4]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { dataKeyStorage } from "#db/data-keys.ts";
import { openSqlite } from "#db/sqlite.ts";
import { openKeyring } from "#lib/core/cipher.ts";
import { systemClock } from "#lib/core/clock.ts";
import { systemContext } from "#lib/core/context.ts";
import { recoverRefreshTokens, resealAll, withAccountToken, withComponentToken } from "#lib/tokens/index.ts";
import { anotherNode, connectWithTicket, openTestServices } from "../lib/tokens/testing.ts";
import { startSimulator } from "../simulator/start.ts";

const flag = (name: string, absent: number) => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? absent : Number(process.argv[place + 1]);
};
const callers = flag("callers", 1_000);
const accounts = flag("accounts", 5_000);
const nodes = flag("nodes", 4);

const simulator = await startSimulator({ accounts, authorized: accounts, seed: "bench" });
const dataDir = mkdtempSync(join(tmpdir(), "hufu-bench-"));
const file = join(dataDir, "hufu.db");
const store = await openSqlite(file, "db/migrations/sqlite");
const keyring = await openKeyring({ dataDir, key: undefined, storage: dataKeyStorage(store) });
const services = await openTestServices({
  dialect: "sqlite",
  apiUrl: simulator.url,
  clock: systemClock,
  store,
  keyring,
});
const ctx = systemContext(services, "bench");
const componentAppId = await connectWithTicket(services);
const appIds = [...simulator.world.platforms[0]!.grants.keys()];

function callsSince(seq: number, path: string): number {
  return simulator.world.ledger.since(seq).filter((entry) => entry.path.endsWith(path)).length;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

function percentile(sorted: number[], part: number): string {
  return `${((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 1_000).toFixed(0)} µs`;
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

const account = { componentAppId, appId: appIds[0]! };
const everyNode = [ctx, ...Array.from({ length: nodes - 1 }, () => systemContext(anotherNode(services), "bench"))];
seq = simulator.world.ledger.last;
const manyMs = await timed(() =>
  Promise.all(everyNode.map((node) => all(callers, () => withAccountToken(node, account, async () => undefined)))),
);
console.log(
  `${nodes} nodes × ${callers} callers, no account token: ${callsSince(seq, "api_authorizer_token")} upstream call, ${manyMs.toFixed(0)} ms`,
);

const about = { file, dataDir, apiUrl: simulator.url, componentAppId, appId: appIds[1]!, callers };
const children = Array.from({ length: nodes }, () => {
  const args = ["bench/token-caller.ts", JSON.stringify(about)];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  return { child, lines: createInterface({ input: child.stdout }) };
});
await Promise.all(children.map(({ lines }) => once(lines, "line")));
seq = simulator.world.ledger.last;
const answers = children.map(({ lines }) => once(lines, "line"));
for (const { child } of children) child.stdin.write("go\n");
for (const [line] of await Promise.all(answers)) console.log(`  a process of its own: ${line}`);
const upstream = callsSince(seq, "api_authorizer_token");
console.log(`${nodes} processes × ${callers} callers over one file: ${upstream} upstream call`);
await Promise.all(children.map(({ child }) => child.exitCode ?? once(child, "exit")));

const reads: number[] = [];
for (let read = 0; read < 5_000; read += 1)
  reads.push(await timed(() => withAccountToken(ctx, account, async () => undefined)));
reads.sort((a, b) => a - b);
console.log(`warm read: median ${percentile(reads, 0.5)}, p99 ${percentile(reads, 0.99)}`);

await services.keyring.addDataKey();
const resealMs = await timed(() => resealAll(ctx));
const per100k = ((resealMs / accounts) * 100_000) / 1_000;
console.log(
  `${accounts} accounts sealed under a new data key: ${resealMs.toFixed(0)} ms (100,000: ${per100k.toFixed(0)} s)`,
);

await services.store.close();
rmSync(dataDir, { recursive: true, force: true });
await simulator.close();

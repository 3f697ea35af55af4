import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { createInterface } from "node:readline";
import { load } from "./raw-load.ts";

/**
 * Figures of the simulator: start, memory, calls a second on one core with 1,000 and 100,000 accounts, and their
 * ratio to a bare node:http server that answers the same bytes; the two take turns, round by round.
 * `node bench/simulator.ts [--rounds 9] [--calls 4000] [--connections 16] [--accounts 1000,100000]`
 */
const flag = (name: string, absent: string) => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? absent : (process.argv[place + 1] ?? absent);
};
const rounds = Number(flag("rounds", "9"));
const calls = Number(flag("calls", "4000"));
const connections = Number(flag("connections", "16"));
const sizes = flag("accounts", "1000,100000").split(",").map(Number);

/** The servers on one core, this process on another, where the system has taskset and two cores. */
const pinned = cpus().length > 1 && spawnSync("taskset", ["-p", String(process.pid)]).status === 0;
if (pinned) spawnSync("taskset", ["-cp", "1", String(process.pid)]);

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly startMs: number;
}

async function start(args: readonly string[]): Promise<Started> {
  const startedAt = performance.now();
  const command = pinned ? ["taskset", "-c", "0", process.execPath, ...args] : [process.execPath, ...args];
  const child = spawn(command[0] as string, command.slice(1), { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { child, url: (JSON.parse(line) as { url: string }).url, startMs: Math.round(performance.now() - startedAt) };
}

async function stop({ child }: Started): Promise<void> {
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** Resident memory in MB and processor time in ms, by the system's own account. */
function usage({ child }: Started): { rss: number; cpuMs: number } {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  const stat = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  const rss = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  return { rss: Math.round(rss), cpuMs: (Number(stat[11]) + Number(stat[12])) * 10 };
}

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
type Answer = any;
async function send(server: Started, path: string, body?: unknown): Promise<Answer> {
  const method = body === undefined ? "GET" : "POST";
  return (await fetch(server.url + path, { method, body: body && JSON.stringify(body) } as RequestInit)).json();
}

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** Median and a bootstrapped 95 % interval of it. */
function interval(numbers: readonly number[]): { median: number; low: number; high: number } {
  const medians = Array.from({ length: 2_000 }, () =>
    median(numbers.map(() => numbers[Math.floor(Math.random() * numbers.length)] as number)),
  ).sort((a, b) => a - b);
  const at = (share: number) => Number((medians[Math.floor(medians.length * share)] ?? 0).toFixed(2));
  return { median: Number(median(numbers).toFixed(2)), low: at(0.025), high: at(0.975) };
}

interface Request {
  readonly path: string;
  readonly body: string;
}

/** Subject and bare server take turns; a call's cost is the processor time the server spent on it. */
async function compare(simulator: Started, name: string, requests: readonly Request[]) {
  const answer = await (
    await fetch(simulator.url + requests[0]?.path, { method: "POST", body: requests[0]?.body } as RequestInit)
  ).text();
  const bare = await start(["bench/bare-server.ts", answer]);
  const ratios: number[] = [];
  const perSecond: number[] = [];
  const perCpuSecond: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const figures = new Map<Started, { perSecond: number; perCpuSecond: number }>();
    for (const server of round % 2 === 0 ? [simulator, bare] : [bare, simulator]) {
      const before = usage(server).cpuMs;
      const seconds = await load(server.url, requests, calls, connections);
      const cpuMs = usage(server).cpuMs - before;
      figures.set(server, { perSecond: calls / seconds, perCpuSecond: calls / (cpuMs / 1000) });
    }
    if (round < 0) continue;
    const mine = figures.get(simulator);
    const theirs = figures.get(bare);
    if (!mine || !theirs) continue;
    ratios.push(mine.perCpuSecond / theirs.perCpuSecond);
    perSecond.push(mine.perSecond);
    perCpuSecond.push(mine.perCpuSecond);
  }
  await stop(bare);
  return {
    call: name,
    per_second: Math.round(median(perSecond)),
    per_cpu_second: Math.round(median(perCpuSecond)),
    of_bare_server: interval(ratios),
  };
}

/** Those that WeChat would not refuse; over one connection the answers come in the order of the requests. */
async function accepted(server: Started, requests: readonly Request[]): Promise<Request[]> {
  const errcodes: number[] = [];
  await load(server.url, requests, requests.length, 1, (text) => errcodes.push(JSON.parse(text).errcode));
  return requests.filter((_, nth) => errcodes[nth] === 0);
}

async function measure(accounts: number): Promise<void> {
  const print = (figures: object) => process.stdout.write(`${JSON.stringify({ accounts, ...figures })}\n`);
  const simulator = await start([
    ...["simulator/main.ts", "--port", "0", "--accounts", String(accounts), "--authorized", String(accounts)],
  ]);
  print({ start_ms: simulator.startMs, start_cpu_ms: usage(simulator).cpuMs, rss_mb: usage(simulator).rss });
  const [platform] = (await send(simulator, "/_sim/credentials")).platforms;
  const { component_appid } = platform;
  const { component_access_token: token } = await send(simulator, "/cgi-bin/component/api_component_token", platform);
  const component = (name: string) => `/cgi-bin/component/${name}?component_access_token=${token}`;
  const listed: { authorizer_appid: string; refresh_token: string }[] = [];
  const listStart = performance.now();
  for (let offset = 0; offset < accounts; offset += 500) {
    const page = { component_appid, offset, count: 500 };
    listed.push(...(await send(simulator, component("api_get_authorizer_list"), page)).list);
  }
  const listMs = performance.now() - listStart;
  const refreshes = listed.map(({ authorizer_appid, refresh_token: authorizer_refresh_token }) => ({
    path: component("api_authorizer_token"),
    body: JSON.stringify({ component_appid, authorizer_appid, authorizer_refresh_token }),
  }));
  const tokens: string[] = [];
  const refreshSeconds = await load(simulator.url, refreshes, accounts, connections, (text) => {
    tokens.push(JSON.parse(text).authorizer_access_token);
  });
  print({
    list_page_ms: Number((listMs / Math.ceil(accounts / 500)).toFixed(1)),
    refreshes_per_second: Math.round(accounts / refreshSeconds),
    rss_with_a_token_each_mb: usage(simulator).rss,
  });
  const commit = { template_id: 1, user_version: "1.0.0", user_desc: "bench", ext_json: '{"extEnable":true,"ext":{}}' };
  const withToken = (path: string, body: object) =>
    tokens.slice(0, 1_000).map((one) => ({ path: `${path}?access_token=${one}`, body: JSON.stringify(body) }));
  const infos = listed.slice(0, 1_000).map(({ authorizer_appid }) => ({
    path: component("api_get_authorizer_info"),
    body: JSON.stringify({ component_appid, authorizer_appid }),
  }));
  print(await compare(simulator, "open/get", await accepted(simulator, withToken("/cgi-bin/open/get", {}))));
  print(await compare(simulator, "api_get_authorizer_info", infos));
  print(await compare(simulator, "commit", await accepted(simulator, withToken("/wxa/commit", commit))));
  const began = performance.now();
  await send(simulator, `/_sim/accounts?limit=100&offset=${Math.max(0, accounts - 100)}`);
  const accountsMs = performance.now() - began;
  print({ rss_at_the_end_mb: usage(simulator).rss, last_page_of_accounts_ms: Number(accountsMs.toFixed(1)) });
  await stop(simulator);
}

for (const accounts of sizes) await measure(accounts);

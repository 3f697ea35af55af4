import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { createInterface } from "node:readline";

/**
 * Figures of the simulator: start with 1,000 and 100,000 accounts, memory, plain calls a second.
 * `node bench/simulator.ts [--calls 20000] [--concurrency 16]`
 */
const flag = (name: string, absent: number) => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? absent : Number(process.argv[place + 1]);
};
const calls = flag("calls", 20_000);
const concurrency = flag("concurrency", 16);
const agent = new Agent({ keepAlive: true, maxSockets: concurrency });

function post(url: string, body: unknown): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", agent }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve(JSON.parse(text)));
    });
    sent.on("error", reject);
    sent.end(JSON.stringify(body));
  });
}

async function start(accounts: number, authorized: number) {
  const startedAt = performance.now();
  const args = ["simulator/main.ts", "--port", "0", "--accounts", String(accounts), "--authorized", String(authorized)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const { url } = JSON.parse(line) as { url: string };
  return { child, url, startMs: Math.round(performance.now() - startedAt) };
}

async function health(url: string): Promise<{ memory_mb: number; cpu_ms: number }> {
  return (await (await fetch(`${url}/_sim/health`)).json()) as { memory_mb: number; cpu_ms: number };
}

async function measure(accounts: number, authorized: number): Promise<void> {
  const { child, url, startMs } = await start(accounts, authorized);
  const idle = await health(url);
  const { platforms } = (await (await fetch(`${url}/_sim/credentials`)).json()) as {
    platforms: Record<string, string>[];
  };
  const [platform] = platforms;
  const component_appid = platform?.component_appid;
  const { component_access_token } = await post(`${url}/cgi-bin/component/api_component_token`, platform);
  const query = `?component_access_token=${component_access_token}`;
  const list = `${url}/cgi-bin/component/api_get_authorizer_list${query}`;
  const listStart = performance.now();
  const appids: string[] = [];
  for (let offset = 0; offset < authorized; offset += 500) {
    const page = await post(list, { component_appid, offset, count: 500 });
    for (const one of page.list as { authorizer_appid: string }[]) appids.push(one.authorizer_appid);
  }
  const listMs = Math.round(performance.now() - listStart);
  const info = `${url}/cgi-bin/component/api_get_authorizer_info${query}`;
  const times: number[] = [];
  let next = 0;
  const before = await health(url);
  const runStart = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < calls) {
        const authorizer_appid = appids[next++ % appids.length];
        const began = performance.now();
        await post(info, { component_appid, authorizer_appid });
        times.push(performance.now() - began);
      }
    }),
  );
  const perSecond = Math.round(calls / ((performance.now() - runStart) / 1000));
  times.sort((a, b) => a - b);
  const loaded = await health(url);
  process.stdout.write(
    `${JSON.stringify({
      accounts,
      authorized,
      start_ms: startMs,
      start_cpu_ms: idle.cpu_ms,
      memory_idle_mb: idle.memory_mb,
      list_all_ms: listMs,
      calls,
      concurrency,
      calls_per_second: perSecond,
      calls_per_cpu_second: Math.round(calls / ((loaded.cpu_ms - before.cpu_ms) / 1000)),
      p50_ms: Number((times[Math.floor(times.length * 0.5)] ?? 0).toFixed(2)),
      p99_ms: Number((times[Math.floor(times.length * 0.99)] ?? 0).toFixed(2)),
      memory_loaded_mb: loaded.memory_mb,
    })}\n`,
  );
  child.kill("SIGTERM");
  await once(child, "exit");
}

await measure(1_000, 120);
await measure(100_000, 100_000);
agent.destroy();

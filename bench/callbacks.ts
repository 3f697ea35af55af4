// Callbacks. Three modes:
//   npx node bench/callbacks.ts [--rounds 9] [--connections 64] [--seconds 1.5] [--pushes 8000] [--folder /tmp]
//     ceiling against bare node:http, the same durable work by hand, and a naive Next route handler;
//   npx node bench/callbacks.ts --rate 200 [--duration 60]
//     time from a push's intended start to its durable acknowledgement, open loop; what was acknowledged is
//     then looked for in the database: there once, and worked off;
//   npx node bench/callbacks.ts --attacks 100000 [--seed 1]
//     how long mutated and oversized pushes keep the event loop.
import { type ChildProcess, execFileSync, fork } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { measureLatency } from "./callback-latency.ts";
import { closedLoop, openCaller } from "./callback-load.ts";
import { makePush } from "./callback-pushes.ts";
import { buildNextApp } from "./callback-servers.ts";
import { measureStalls } from "./callback-stalls.ts";
import { gaugeMs, interval, median, seeded, shuffled } from "./compare.ts";

const flag = (name: string, absent: number) => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? absent : Number(process.argv[place + 1]);
};
const kinds = ["hufu", "bare", "durable", "next"] as const;
type Kind = (typeof kinds)[number];

/** Every thread of a process onto one core, where taskset exists: the load must not take the server's. */
function pin(pid: number | undefined, core: number): boolean {
  try {
    execFileSync("taskset", ["-apc", String(core), String(pid)], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Processor time of a process so far, ms; the one figure that a busy machine leaves alone. */
function cpuMs(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function start(kind: Kind, folder: string): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(join(import.meta.dirname, "callback-servers.ts"), [kind, folder]);
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (message) => resolve((message as { port: number }).port));
    child.once("exit", (code) => reject(new Error(`${kind} ended with ${code}`)));
  });
  pin(child.pid, 0);
  process.once("exit", () => void child.kill("SIGKILL"));
  return { child, port };
}

async function compare(folder: string): Promise<void> {
  const rounds = flag("rounds", 9);
  const connections = flag("connections", 64);
  const ms = flag("seconds", 1.5) * 1_000;
  buildNextApp(folder);
  const random = seeded(flag("seed", 1));
  const servers = new Map<Kind, Awaited<ReturnType<typeof start>>>();
  for (const kind of kinds) servers.set(kind, await start(kind, folder));
  const isPinned = pin(process.pid, 1);
  console.log(`${connections} connections, ${ms} ms a turn, ${isPinned ? "server core 0, load core 1" : "not pinned"}`);
  const rates: Record<Kind, number[]> = { hufu: [], bare: [], durable: [], next: [] };
  const costs: Record<Kind, number[]> = { hufu: [], bare: [], durable: [], next: [] };
  const kept: boolean[] = [];
  let busiest = 0;
  try {
    for (let round = -1; round < rounds; round += 1) {
      const before = gaugeMs();
      // The same for all in a round: each has its own database, so to each of them they are new.
      const requests = Array.from({ length: flag("pushes", 8_000) }, () => makePush("unheard").request);
      const turns = {} as Record<Kind, { rate: number; cpuMs: number }>;
      for (const kind of shuffled(kinds, random)) {
        const { port, child } = servers.get(kind)!;
        const callers = await Promise.all(Array.from({ length: connections }, () => openCaller(port)));
        const [own, theirs, startedMs] = [process.cpuUsage(), cpuMs(child.pid), performance.now()];
        const rate = await closedLoop(callers, requests, ms);
        const tookMs = performance.now() - startedMs;
        const { user, system } = process.cpuUsage(own);
        busiest = Math.max(busiest, (user + system) / 1_000 / tookMs);
        turns[kind] = { rate, cpuMs: (cpuMs(child.pid) - theirs) / ((rate * tookMs) / 1_000) };
        for (const caller of callers) caller.close();
      }
      const isQuiet = Math.abs(gaugeMs() / before - 1) <= 0.15;
      const say = (kind: Kind) =>
        `${kind} ${turns[kind].rate.toFixed(0)}/s, ${(turns[kind].cpuMs * 1_000).toFixed(0)} µs`;
      const fate = round < 0 ? " (warm-up)" : isQuiet ? "" : " (the machine was elsewhere)";
      console.log(`${kinds.map(say).join("; ")}${fate}; load average ${loadavg()[0]?.toFixed(1)}`);
      if (round < 0) continue;
      kept.push(isQuiet);
      for (const kind of kinds) {
        rates[kind].push(turns[kind].rate);
        costs[kind].push(turns[kind].cpuMs);
      }
    }
    const quiet = kept.filter(Boolean).length;
    console.log(
      `${rounds} rounds, ${quiet} of them quiet; the load used at most ${(busiest * 100).toFixed(0)} % of its core`,
    );
    const sum = (ratios: number[]) => {
      const [low, high] = interval(ratios);
      return `${median(ratios).toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
    };
    for (const reference of ["bare", "durable", "next"] as const) {
      const ratios = rates.hufu.map((rate, round) => rate / rates[reference][round]!);
      const cheaper = costs.hufu.map((cost, round) => costs[reference][round]! / cost);
      const still = ratios.filter((_, round) => kept[round]);
      console.log(
        `hufu ÷ ${reference}: per second ${sum(ratios)}${still.length >= 9 ? `, quiet rounds ${sum(still)}` : ""}; per second of processor time ${sum(cheaper)}`,
      );
    }
  } finally {
    for (const { child } of servers.values()) child.kill("SIGKILL");
  }
}

const base = process.argv.indexOf("--folder");
const folder = mkdtempSync(join(base < 0 ? tmpdir() : process.argv[base + 1]!, "hufu-bench-"));
try {
  const rate = flag("rate", 0);
  const attacks = flag("attacks", 0);
  if (attacks > 0) await measureStalls(attacks, flag("seed", 1));
  else if (rate === 0) await compare(folder);
  else {
    const { child, port } = await start("hufu", folder);
    pin(process.pid, 1);
    try {
      const askDelay = () =>
        new Promise<number>((resolve) => {
          child.once("message", (message) => resolve((message as { delayMs: number }).delayMs));
          child.send("delay");
        });
      await measureLatency({ port, file: join(folder, "hufu.db"), rate, seconds: flag("duration", 60), askDelay });
    } finally {
      child.kill("SIGKILL");
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

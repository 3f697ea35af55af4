// Callbacks: time from a push's intended start to its durable acknowledgement, open loop, and the ceiling
// against bare node:http that reads the same bodies. Usage: node bench/callbacks.ts [--rate 200] [--seconds 20]
import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, createServer, request as httpRequest, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqlite } from "#db/sqlite.ts";
import { testKeyring } from "#lib/core/cipher.ts";
import { systemClock } from "#lib/core/clock.ts";
import { systemContext } from "#lib/core/context.ts";
import { type AnyJob, createWorker } from "#lib/jobs/index.ts";
import { connectPlatform } from "#lib/platforms/index.ts";
import { createCallbackHandler } from "../lib/callbacks/index.ts";
import { makeDelivery } from "../lib/callbacks/testing.ts";
import { tendInboxJob, workLaneJob } from "../lib/callbacks/work-lane.job.ts";
import { sendWebResponse, toWebRequest } from "../lib/runtime/web-request.ts";
import { openTestServices } from "../lib/tokens/testing.ts";

const componentAppId = "wx00000000000000c0";
const token = "benchtoken";
const encodingAesKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const flag = (name: string, absent: number) => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? absent : Number(process.argv[place + 1]);
};

/** The real handler over a database file with synchronous=FULL, with the worker that works the inbox. */
async function runHufu(dataDir: string) {
  const store = await openSqlite(join(dataDir, "hufu.db"), "db/migrations/sqlite");
  const services = await openTestServices({
    dialect: "sqlite",
    apiUrl: "http://127.0.0.1:9",
    clock: systemClock,
    store,
    keyring: testKeyring(),
  });
  const names = { componentAppId, name: "bench", appSecret: "0".repeat(32), token, encodingAesKey };
  await connectPlatform(systemContext(services, "bench"), names);
  await createWorker(services, [workLaneJob as AnyJob, tendInboxJob]).start();
  const handle = createCallbackHandler(services);
  // As server.ts mounts it.
  const server = createServer(async (incoming, outgoing) => {
    const request = await toWebRequest(incoming, "http://127.0.0.1", 64 * 1024);
    if (request) await sendWebResponse(await handle(request), outgoing);
  });
  listen(server);
}

function runBare() {
  const server = createServer((incoming, outgoing) => {
    incoming.on("data", () => undefined).on("end", () => outgoing.end("success"));
  });
  listen(server);
}

async function measure() {
  const rate = flag("rate", 200);
  const seconds = flag("seconds", 20);
  const dataDir = mkdtempSync(join(tmpdir(), "hufu-bench-"));
  const [hufu, bare] = await Promise.all([start("hufu", dataDir), start("bare", "")]);
  try {
    await openLoop(hufu.port, rate, 3);
    const times = await openLoop(hufu.port, rate, seconds);
    const at = (part: number) => `${(times[Math.floor((times.length - 1) * part)] ?? 0).toFixed(1)} ms`;
    console.log(
      `${rate}/s for ${seconds} s: p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)} (${times.length} acknowledged)`,
    );
    const ratios: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const ours = await closedLoop(hufu.port, 2_000, 16);
      const theirs = await closedLoop(bare.port, 2_000, 16);
      ratios.push(ours / theirs);
      console.log(`ceiling, 16 at once: ${ours.toFixed(0)}/s; bare node:http ${theirs.toFixed(0)}/s`);
    }
    console.log(`ratio, median of ${ratios.length} rounds: ${(ratios.sort((a, b) => a - b)[2] ?? 0).toFixed(2)}`);
  } finally {
    hufu.child.kill();
    bare.child.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function listen(server: Server) {
  // Longer than a round: a connection that idles while the other server is measured must not break.
  server.keepAliveTimeout = 120_000;
  server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as { port: number }).port }));
}

function start(kind: string, dataDir: string): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(import.meta.filename, [kind, dataDir]);
  return new Promise((resolve, reject) => {
    child.once("message", (message) => resolve({ child, port: (message as { port: number }).port }));
    child.once("exit", (code) => reject(new Error(`${kind} ended with ${code}`)));
  });
}

let serial = 0;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

function makePush(): { path: string; body: string } {
  serial += 1;
  const now = Date.now();
  const xml = `<xml><AppId>${componentAppId}</AppId><CreateTime>${Math.floor(now / 1_000)}</CreateTime><InfoType>bench</InfoType><AuthorizerAppid>wx${String(serial).padStart(16, "0")}</AuthorizerAppid></xml>`;
  const to = { AppId: componentAppId };
  const { query, body } = makeDelivery({ token, encodingAesKey, receiver: componentAppId, timestampMs: now, xml, to });
  return { path: `/wx/${componentAppId}/events?${query}`, body };
}

function post(port: number, push: { path: string; body: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { port, path: push.path, method: "POST", agent, headers: { "content-length": push.body.length } };
    const sent = httpRequest(options, (answer) => {
      answer
        .on("data", () => undefined)
        .on("end", () => {
          if (answer.statusCode === 200) resolve();
          else reject(new Error(`HTTP ${answer.statusCode}`));
        });
    });
    sent.on("error", reject);
    sent.end(push.body);
  });
}

/** Sends at fixed times whatever comes back; a late start counts against the server. */
async function openLoop(port: number, rate: number, seconds: number): Promise<number[]> {
  const pushes = Array.from({ length: rate * seconds }, makePush);
  const times: number[] = [];
  const startedMs = performance.now() + 100;
  await Promise.all(
    pushes.map(async (push, at) => {
      const intendedMs = startedMs + (at * 1_000) / rate;
      await new Promise((resolve) => setTimeout(resolve, intendedMs - performance.now()));
      await post(port, push);
      times.push(performance.now() - intendedMs);
    }),
  );
  return times.sort((a, b) => a - b);
}

async function closedLoop(port: number, count: number, atOnce: number): Promise<number> {
  const pushes = Array.from({ length: count }, makePush);
  const startedMs = performance.now();
  const work = async () => {
    for (let push = pushes.pop(); push; push = pushes.pop()) await post(port, push);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return (count * 1_000) / (performance.now() - startedMs);
}

if (process.argv[2] === "hufu") await runHufu(process.argv[3] ?? "");
else if (process.argv[2] === "bare") runBare();
else await measure();

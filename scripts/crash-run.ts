import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { type Caller, openCaller } from "../bench/callback-load.ts";
import { type PushKind, signPush } from "../bench/callback-pushes.ts";
import { seeded } from "../bench/compare.ts";
import { type Evidence, openEvidence } from "./crash-evidence.ts";

export interface CrashOptions {
  kills: number;
  seed: number;
  /** Data folder of the console that is killed. */
  folder: string;
  /** PostgreSQL instead of the file in `folder`. */
  databaseUrl?: string;
  say?(line: string): void;
}

export interface CrashSummary {
  kills: number;
  /** Of them before the console answered. */
  killedWhileStarting: number;
  events: number;
  acknowledged: number;
  /** Sent again because no acknowledgement came, and those of them that were on disk already. */
  resent: number;
  /** Acknowledged and not in the inbox. */
  lost: number;
  twice: number;
  notWorked: number;
  /** Revocations whose effect is in the database not once. */
  wrongEffects: number;
  integrity: string;
}

interface SentEvent {
  kind: PushKind;
  number: number;
  createdAtMs: number;
  dedupeKey: string;
}

const callers = 24;
/** A life ends this many acknowledgements after its first push, and up to so many ms later. */
const mostAcknowledged = 150;
const longestRestMs = 15;
const longestStartMs = 1_500;
const longestWorkMs = 180_000;

/**
 * Pushes at full speed to a console that is killed with -9 again and again, at moments drawn from the seed.
 * What was not acknowledged is sent again to the next one, signed anew. After every start the evidence of the
 * last life is looked up; in the end everything must be there once and worked off.
 */
export async function runCrashes(options: CrashOptions): Promise<CrashSummary> {
  const { kills, seed, folder, databaseUrl, say = () => undefined } = options;
  const random = seeded(seed);
  const acknowledged = new Map<string, SentEvent>();
  const lost = new Set<string>();
  const unanswered: SentEvent[] = [];
  let recent: string[] = [];
  let number = 0;
  let resent = 0;
  let killedWhileStarting = 0;
  let evidence: Evidence | null = null;

  function nextEvent(): SentEvent {
    const again = unanswered.pop();
    if (again) {
      resent += 1;
      return again;
    }
    number += 1;
    const kind = (["message", "unheard", "revoked", "reviewed"] as const)[number % 4] ?? "message";
    const createdAtMs = Date.now();
    return { kind, number, createdAtMs, dedupeKey: signPush(kind, number, createdAtMs).dedupeKey };
  }

  /** Sends until the console dies, or (at the end) until nothing is left unanswered. */
  async function load(caller: Caller, goesOn: () => boolean): Promise<void> {
    while (goesOn()) {
      const event = nextEvent();
      const { request } = signPush(event.kind, event.number, Date.now(), event.createdAtMs);
      const answer = await caller.send(request).catch(() => null);
      if (answer?.status === 200 && answer.body === "success") {
        acknowledged.set(event.dedupeKey, event);
        recent.push(event.dedupeKey);
      } else unanswered.push(event);
      if (answer === null) return;
    }
  }

  async function lookUp(): Promise<void> {
    evidence ??= await openEvidence(folder, databaseUrl);
    const found = await evidence.present(recent);
    for (const key of recent) if (!found.has(key)) lost.add(key);
    recent = [];
  }

  for (let kill = 1; kill <= kills; kill += 1) {
    const console = startConsole(folder, databaseUrl);
    const inStart = kill > 1 && random() < 0.1;
    const [moment, rest] = [random(), random()];
    if (inStart) {
      killedWhileStarting += 1;
      await elapse(moment * longestStartMs);
    } else {
      const port = await console.port;
      await lookUp();
      const open = await Promise.all(Array.from({ length: callers }, () => openCaller(port)));
      const ends = Promise.all(open.map((caller) => load(caller, () => true)));
      const until = acknowledged.size + Math.floor(moment * mostAcknowledged);
      while (acknowledged.size < until && console.child.exitCode === null) await elapse(1);
      await elapse(rest * longestRestMs);
      console.child.kill("SIGKILL");
      await ends;
      for (const caller of open) caller.close();
    }
    console.child.kill("SIGKILL");
    await console.gone;
    if (kill % 20 === 0) say(`${kill} kills: ${acknowledged.size} acknowledged, ${lost.size} lost`);
  }

  const last = startConsole(folder, databaseUrl);
  try {
    const port = await last.port;
    await lookUp();
    const open = await Promise.all(Array.from({ length: callers }, () => openCaller(port)));
    while (unanswered.length > 0) await Promise.all(open.map((caller) => load(caller, () => unanswered.length > 0)));
    for (const caller of open) caller.close();
    await lookUp();
    const found = evidence as unknown as Evidence;
    const giveUpMs = performance.now() + longestWorkMs;
    while ((await found.waiting()) > 0 && performance.now() < giveUpMs) await elapse(50);
    const present = await found.present([...acknowledged.keys()]);
    for (const key of acknowledged.keys()) if (!present.has(key)) lost.add(key);
    const revoked = [...acknowledged.values()].filter((event) => event.kind === "revoked");
    return {
      kills,
      killedWhileStarting,
      events: number,
      acknowledged: acknowledged.size,
      resent,
      lost: lost.size,
      twice: (await found.rows()) - acknowledged.size,
      notWorked: (await found.waiting()) + (await found.failed()),
      wrongEffects: await found.wrongEffects(revoked.length),
      integrity: await found.integrity(),
    };
  } finally {
    last.child.kill("SIGKILL");
    await last.gone;
    await (evidence as Evidence | null)?.close();
  }
}

/** The console's process without its pages: listener, inbox and worker as `npm start` has them. */
function startConsole(folder: string, databaseUrl: string | undefined) {
  const child: ChildProcess = fork(join(import.meta.dirname, "..", "bench", "callback-servers.ts"), ["hufu", folder], {
    env: { ...process.env, NODE_ENV: "production", DATABASE_URL: databaseUrl ?? "" },
    execArgv: [],
  });
  const end = () => void child.kill("SIGKILL");
  process.once("exit", end);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve())).then(() => {
    process.off("exit", end);
  });
  const port = new Promise<number>((resolve, reject) => {
    child.once("message", (message) => resolve((message as { port: number }).port));
    child.once("exit", (code) => reject(new Error(`the console ended by itself with ${code}`)));
  });
  port.catch(() => undefined);
  return { child, gone, port };
}

function elapse(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

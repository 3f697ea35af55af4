import { monitorEventLoopDelay } from "node:perf_hooks";
import Database from "better-sqlite3";
import { openLoop } from "./callback-load.ts";
import { makePush, type PushKind, signPush } from "./callback-pushes.ts";

/** Of ten pushes: seven messages of users, a revocation, a review result, and one event that is sent again. */
function makeMix(count: number) {
  const events = new Map<string, PushKind>();
  const requests: Buffer[] = [];
  const nowMs = Date.now();
  for (let at = 0; at < count; at += 1) {
    if (at % 10 === 9) {
      requests.push(signPush("message", 1_000_000_000 + at - 10, nowMs + 1, nowMs).request);
      continue;
    }
    const kind = at % 10 === 3 ? "revoked" : at % 10 === 6 ? "reviewed" : "message";
    const push = at % 10 === 8 ? signPush("message", 1_000_000_000 + at + 1 - 10, nowMs) : makePush(kind, nowMs);
    events.set(push.dedupeKey, kind);
    requests.push(push.request);
  }
  return { requests, events };
}

/**
 * Open loop at `rate` for `seconds`; then looks into the database of the server: every acknowledged event is
 * there once, and (waited for) worked off. Prints the figures. @throws Error on any loss
 */
export async function measureLatency(run: {
  port: number;
  file: string;
  rate: number;
  seconds: number;
  /** Longest time that the server's event loop was kept since the last question, ms. */
  askDelay(): Promise<number>;
}) {
  const { port, file, rate, seconds, askDelay } = run;
  await openLoop(port, makeMix(rate * 2).requests, rate);
  const { requests, events } = makeMix(rate * seconds);
  await askDelay();
  const own = monitorEventLoopDelay({ resolution: 2 });
  own.enable();
  const times = await openLoop(port, requests, rate);
  const delays = `event loop kept at most ${(await askDelay()).toFixed(0)} ms (the load's own ${(own.max / 1e6).toFixed(0)} ms)`;
  const acknowledged = times.filter((each) => each.status === 200 && each.body === "success");
  const at = (part: number) => `${(times[Math.ceil(times.length * part) - 1]?.ms ?? Number.NaN).toFixed(1)} ms`;
  console.log(
    `${rate}/s for ${seconds} s: p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)}; ${acknowledged.length} of ${requests.length} acknowledged; ${delays}`,
  );
  const database = new Database(file, { readonly: true });
  const endedMs = performance.now();
  const open = database.prepare("select count(*) as n from callback_events where state = 'received'");
  const count = () => (open.get() as { n: number }).n;
  console.log(`to be worked off when the load ended: ${count()}`);
  while (count() > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  const rows = database.prepare("select dedupe_key, state, count(*) as n from callback_events group by 1").all();
  const found = new Map(
    (rows as { dedupe_key: string; state: string; n: number }[]).map((row) => [row.dedupe_key, row]),
  );
  database.close();
  const lost = [...events.keys()].filter((key) => !found.has(key)).length;
  const twice = [...found.values()].filter((row) => row.n !== 1).length;
  const failed = [...found.values()].filter((row) => row.state === "failed").length;
  const left = ((performance.now() - endedMs) / 1_000).toFixed(1);
  console.log(
    `${events.size} events: ${lost} lost, ${twice} twice, ${failed} failed; worked off ${left} s after the load ended`,
  );
  if (lost + twice + failed > 0 || acknowledged.length !== requests.length) throw new Error("something was lost");
}

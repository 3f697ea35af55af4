// A day of a large fleet by the engine's own decision, on a virtual clock: how many refreshes, and how evenly.
// Usage: node bench/token-day.ts [--accounts 100000]
import { decideToken, jitterOf, type TokenFacts } from "../lib/tokens/decide-token.ts";

const place = process.argv.indexOf("--accounts");
const accounts = place < 0 ? 100_000 : Number(process.argv[place + 1]);
const dayS = 86_400;
const lifeMs = 7_200_000;
const marginMs = 5 * 60_000;
/** Share of the accounts, and the mean time between two uses of one, seconds. */
const manners = [
  { share: 0.1, gapS: 30 },
  { share: 0.3, gapS: 600 },
  { share: 0.6, gapS: 10_800 },
];

/** Mulberry32: the same day every time. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function runDay(start: "steady" | "nothing"): void {
  const random = randomOf(20_261_126);
  const seconds = new Uint32Array(dayS);
  let [refreshes, least, expired, uses] = [0, 0, 0, 0];
  for (let nth = 0; nth < accounts; nth += 1) {
    const part = (nth + 0.5) / accounts;
    const gapS = part < 0.1 ? manners[0]!.gapS : part < 0.4 ? manners[1]!.gapS : manners[2]!.gapS;
    const leftMs = start === "steady" ? random() * lifeMs : 0;
    const facts: TokenFacts = {
      ...{ hasSource: true, hasToken: start === "steady", version: 1, forcedAt: null, coolUntil: null },
      ...{ expiresAt: start === "steady" ? leftMs : null, lifeMs: start === "steady" ? lifeMs : null },
    };
    let leastUntilMs = leftMs;
    for (let nowMs = 0; ; ) {
      nowMs += -Math.log(1 - random()) * gapS * 1_000;
      if (nowMs >= dayS * 1_000) break;
      uses += 1;
      if (nowMs >= leastUntilMs) {
        least += 1;
        leastUntilMs = nowMs + lifeMs;
      }
      const jitter = jitterOf(`wx/${nth}`, facts.version);
      const decision = decideToken(facts, { nowMs, marginMs, jitter, rejectedVersion: null });
      if (decision.action === "use") {
        if ((facts.expiresAt ?? 0) <= nowMs) expired += 1;
        continue;
      }
      refreshes += 1;
      seconds[Math.floor(nowMs / 1_000)]! += 1;
      Object.assign(facts, { hasToken: true, expiresAt: nowMs + lifeMs, lifeMs, version: facts.version + 1 });
    }
  }
  const mean = refreshes / dayS;
  const ratio = (from: number) =>
    (seconds.subarray(from).reduce((most, one) => Math.max(most, one), 0) / mean).toFixed(1);
  console.log(
    `${accounts} accounts, a day from ${start}: ${uses} uses, ${refreshes} refreshes (${(refreshes / least).toFixed(3)} × the least), ${expired} expired handed out, mean ${mean.toFixed(1)} a second, busiest second ${ratio(0)} × the mean, after the first two hours ${ratio(7_200)} ×`,
  );
}

runDay("steady");
runDay("nothing");

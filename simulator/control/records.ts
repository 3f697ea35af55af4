import { ENDPOINTS } from "../endpoints/index.ts";
import type { Ledger } from "../ledger.ts";
import { ControlError, type ControlHandler, Pieces } from "./control.ts";

/** `GET /_sim/ledger?since=&limit=`: entries after that seq. */
export const readLedger: ControlHandler = ({ world, url }) => {
  const since = Number(url.searchParams.get("since") ?? 0);
  if (!Number.isInteger(since)) {
    throw new ControlError(400, "since must be a whole number");
  }
  const limit = url.searchParams.get("limit");
  if (limit !== null && !/^\d{1,9}$/.test(limit)) throw new ControlError(400, "limit must be a whole number");
  return new Pieces(ledgerText(world.ledger, since, limit === null ? Number.POSITIVE_INFINITY : Number(limit)));
};

const AT_A_TIME = 1_000;

/** `{"entries":[…]}` of what is there now; half a million entries in one text would take 200 MB. */
function* ledgerText(ledger: Ledger, since: number, limit: number): Generator<string> {
  const end = ledger.last;
  let left = limit;
  let separator = "";
  yield '{"entries":[';
  for (let seq = since; seq < end && left > 0; ) {
    const entries = ledger.since(seq, Math.min(AT_A_TIME, left, end - Math.max(seq, 0)));
    if (entries.length === 0) break;
    yield separator + JSON.stringify(entries).slice(1, -1);
    separator = ",";
    left -= entries.length;
    seq = entries.at(-1)?.seq ?? end;
  }
  yield "]}";
}

/** `GET /_sim/pushes`: the latest thousand and how they were received. */
export const readPushes: ControlHandler = ({ world }) => ({
  pushes: world.pushes,
});

/** `GET /_sim/coverage`: endpoint × errcode served so far. */
export const readCoverage: ControlHandler = ({ world }) => {
  const endpoints = ENDPOINTS.map((endpoint) => ({
    path: endpoint.path,
    methods: endpoint.methods,
    token: endpoint.token,
    sets: endpoint.sets ?? [],
    served: world.coverage.of(endpoint.path),
  }));
  const called = endpoints.filter((endpoint) => Object.keys(endpoint.served).length > 0);
  return { total: endpoints.length, called: called.length, endpoints, unknown: world.coverage.unknown };
};

/** `GET /_sim/health` */
export const health: ControlHandler = ({ world }) => ({
  ok: true,
  now: Math.floor(world.clock.now() / 1000),
  seed: world.seed,
  accounts: world.accounts.length,
  ledger_seq: world.ledger.last,
  cpu_ms: Math.round((process.cpuUsage().user + process.cpuUsage().system) / 1000),
  memory_mb: Math.round(process.memoryUsage().rss / 1_048_576),
});

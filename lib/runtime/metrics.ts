import { type Services, systemContext } from "#lib/core/context.ts";
import { once } from "#lib/core/once.ts";
import { measureJobs } from "#lib/jobs/index.ts";
import { listPlatforms } from "#lib/platforms/index.ts";

interface Requests {
  count: number;
  seconds: number;
}

function requests(): Map<string, Requests> {
  return once("runtime.requests", () => new Map<string, Requests>());
}

/** Counts one answered request by who answered it: never by address. */
export function noteRequest(handler: "wx" | "api" | "page", status: number, seconds: number): void {
  const key = `handler="${handler}",status="${Math.floor(status / 100)}xx"`;
  const found = requests().get(key) ?? { count: 0, seconds: 0 };
  requests().set(key, { count: found.count + 1, seconds: found.seconds + seconds });
}

/** The figures of /metrics, as Prometheus reads them. */
export async function writeMetrics(services: Services): Promise<string> {
  const jobs = await measureJobs(services);
  const platforms = await listPlatforms(systemContext(services, "runtime.metrics"));
  const nowMs = services.clock.now();
  const lines: string[] = [];
  const add = (name: string, kind: "gauge" | "counter", help: string, samples: [labels: string, value: number][]) => {
    lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`);
    for (const [labels, value] of samples) lines.push(`${name}${labels && `{${labels}}`} ${value}`);
  };
  const all = [...requests()];
  add(
    "hufu_requests_total",
    "counter",
    "Answered requests.",
    all.map(([labels, { count }]) => [labels, count]),
  );
  add(
    "hufu_request_seconds_total",
    "counter",
    "Time spent answering.",
    all.map(([labels, { seconds }]) => [labels, Number(seconds.toFixed(3))]),
  );
  add("hufu_jobs", "gauge", "Open background jobs.", [
    ['state="ready"', jobs.ready],
    ['state="running"', jobs.running],
  ]);
  add("hufu_jobs_lag_seconds", "gauge", "How late the oldest due job is.", [["", jobs.lagMs / 1_000]]);
  add(
    "hufu_ticket_age_seconds",
    "gauge",
    "Since WeChat last pushed component_verify_ticket.",
    platforms.flatMap(({ componentAppId, ticketReceivedAt }) =>
      ticketReceivedAt === null ? [] : [[`platform="${componentAppId}"`, (nowMs - ticketReceivedAt) / 1_000]],
    ),
  );
  add(
    "hufu_component_token_healthy",
    "gauge",
    "1 while the component token is valid or about to be refreshed.",
    platforms.map(({ componentAppId, componentToken: { state } }) => [
      `platform="${componentAppId}"`,
      state === "valid" || state === "expiring" ? 1 : 0,
    ]),
  );
  add(
    "hufu_refused_callbacks_total",
    "counter",
    "Callbacks refused as forged or malformed.",
    platforms.map(({ componentAppId, refusedCallbacks }) => [`platform="${componentAppId}"`, refusedCallbacks]),
  );
  const openSince = new Map(services.wechat.circuits().map((each) => [each.componentAppId, each.openSince]));
  add(
    "hufu_wechat_circuit_open_seconds",
    "gauge",
    "How long calls have been refused because WeChat does not answer this platform; 0 while they pass.",
    platforms.map(({ componentAppId }) => {
      const since = openSince.get(componentAppId) ?? null;
      return [`platform="${componentAppId}"`, since === null ? 0 : (nowMs - since) / 1_000];
    }),
  );
  add("process_resident_memory_bytes", "gauge", "Memory.", [["", process.memoryUsage.rss()]]);
  add("process_uptime_seconds", "gauge", "Since the start.", [["", Math.round(process.uptime())]]);
  return `${lines.join("\n")}\n`;
}

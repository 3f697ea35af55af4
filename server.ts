// One process: WeChat's callbacks and the API are answered in front of Next, the rest by Next.
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import next from "next";
import { handleApi } from "#lib/api/index.ts";
import { createCallbackReceiver, type ReceiveCallback, serveCallback } from "#lib/callbacks/index.ts";
import type { Services } from "#lib/core/context.ts";
import {
  checkHealth,
  deferBackground,
  getServices,
  isLocal,
  markRequest,
  noteRequest,
  sendWebResponse,
  startBackground,
  startProblem,
  stopRuntime,
  toWebRequest,
  writeMetrics,
} from "#lib/runtime/index.ts";

const apiLimit = 1_048_576;
// Connections that come in during one slow commit: of what overflows here, TCP repeats the data only after seconds.
const backlog = 4_096;
const stopWithinMs = 15_000;

type WebHandler = (request: Request) => Promise<Response>;

/** Counts one answered request, and ends one whose answer failed. */
async function answer(
  services: Services,
  name: "wx" | "api",
  work: () => Promise<void>,
  outgoing: ServerResponse,
): Promise<void> {
  const startedMs = performance.now();
  try {
    await work();
  } catch (error) {
    services.log.error({ err: error, handler: name }, "a request was not answered");
    if (!outgoing.headersSent) outgoing.statusCode = 500;
    outgoing.end();
  }
  noteRequest(name, outgoing.statusCode, (performance.now() - startedMs) / 1_000);
}

async function answerApi(
  services: Services,
  handle: WebHandler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = await toWebRequest(incoming, services.env.publicUrl, apiLimit);
  if (request) await sendWebResponse(await handle(request), outgoing);
}

async function answerHealth(services: Services, path: string, incoming: IncomingMessage, outgoing: ServerResponse) {
  outgoing.setHeader("cache-control", "no-store");
  if (path === "/livez") {
    outgoing.setHeader("content-type", "text/plain");
    outgoing.end("ok\n");
    return;
  }
  if (path === "/readyz") {
    const health = await checkHealth(services);
    outgoing.statusCode = health.ready ? 200 : 503;
    outgoing.setHeader("content-type", "application/json");
    outgoing.end(`${JSON.stringify(health)}\n`);
    return;
  }
  // Figures name platforms: they are for this machine's own collector, not for whoever comes by the proxy.
  if (!isLocal(incoming)) {
    outgoing.statusCode = 404;
    outgoing.end();
    return;
  }
  outgoing.setHeader("content-type", "text/plain; version=0.0.4; charset=utf-8");
  outgoing.end(await writeMetrics(services));
}

function listener(services: Services, page: RequestListener | null): RequestListener {
  const receive: ReceiveCallback = createCallbackReceiver(services);
  return (incoming, outgoing) => {
    // First: a push asks neither for its headers nor for an id of its own, and reading them costs it a tenth.
    if (incoming.url?.startsWith("/wx/"))
      return void answer(services, "wx", () => serveCallback(receive, incoming, outgoing), outgoing);
    markRequest(incoming, services.env, services.clock.now());
    const path = (incoming.url ?? "/").split("?", 1)[0] ?? "/";
    if (path === "/livez" || path === "/readyz" || path === "/metrics") {
      answerHealth(services, path, incoming, outgoing).catch((error: unknown) => {
        services.log.error({ err: error }, "a health check failed");
        outgoing.statusCode = 503;
        outgoing.end();
      });
      return;
    }
    if ((path === "/api" || path.startsWith("/api/")) && !path.startsWith("/api/auth/"))
      return void answer(services, "api", () => answerApi(services, handleApi, incoming, outgoing), outgoing);
    if (!page) {
      outgoing.statusCode = 404;
      outgoing.end();
      return;
    }
    const startedMs = performance.now();
    outgoing.once("finish", () => noteRequest("page", outgoing.statusCode, (performance.now() - startedMs) / 1_000));
    page(incoming, outgoing);
  };
}

export interface RunningServer {
  /** Its address from outside (HUFU_PUBLIC_URL). */
  url: string;
  /** Where it listens. */
  port: number;
  services: Services;
  /** Takes no more, lets requests under way and running jobs end, closes the database. */
  stop(): Promise<void>;
}

/**
 * Starts the console in this process, as the environment says. Resolves when it answers.
 * `pages: false` leaves Next out: callbacks, API and background alone, for proofs that start it often.
 */
export async function startServer({ pages = true } = {}): Promise<RunningServer> {
  const services = await getServices();
  const { env, log } = services;
  if (env.role !== "all" && env.databaseUrl === undefined)
    throw new Error(`HUFU_ROLE=${env.role} needs DATABASE_URL: the embedded database belongs to one process`);
  deferBackground();
  const app =
    env.role === "worker" || !pages
      ? null
      : next({ dev: false, dir: process.cwd(), hostname: env.host, port: env.port });
  await app?.prepare();
  const page = app ? (app.getRequestHandler() as unknown as RequestListener) : null;
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 20_000 }, listener(services, page));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(env.port, env.host, backlog, resolve);
  });
  await startBackground(services);
  log.info({ port: env.port, role: env.role }, "the console answers");
  return {
    url: env.publicUrl,
    port: (server.address() as AddressInfo).port,
    services,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), stopWithinMs / 2);
      await closed;
      clearTimeout(timer);
      await app?.close();
      await stopRuntime();
    },
  };
}

/** Ends the process on SIGINT and SIGTERM, once what is under way has ended; at most 15 s later. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const end = () => {
    // A second Ctrl-C does not wait.
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
}

if (import.meta.main) {
  try {
    const running = await startServer();
    stopOnSignal(running.stop);
  } catch (error) {
    console.error(startProblem(error));
    process.exit(1);
  }
}

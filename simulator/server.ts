import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { MAX_BODY_BYTES } from "./body.ts";
import { ControlError, sendJson } from "./control/control.ts";
import { controlRoute } from "./control/routes.ts";
import { endpointAt } from "./endpoints/index.ts";
import { PAGES, servePage, servePicture } from "./pages/serve-page.ts";
import { errmsgOf } from "./refusal.ts";
import { reportMistake } from "./report.ts";
import { serveCall } from "./serve-call.ts";
import type { World } from "./world.ts";

/** Makes the HTTP server of a world: API, pages and control API on one port. */
export function makeServer(world: World): Server {
  const server = createServer((request, response) => {
    readBody(request, (raw) => {
      if (raw === null) {
        response.writeHead(413, { connection: "close" }).end();
        return;
      }
      route(world, request, response, raw).catch((error: unknown) => {
        reportMistake(error);
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    });
  });
  server.keepAliveTimeout = 30_000;
  return server;
}

const EMPTY = Buffer.alloc(0);

function readBody(request: IncomingMessage, done: (raw: Buffer | null) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      request.pause();
      request.removeAllListeners("data");
      request.removeAllListeners("end");
      done(null);
    } else chunks.push(chunk);
  });
  request.on("end", () => done(chunks.length > 1 ? Buffer.concat(chunks) : (chunks[0] ?? EMPTY)));
}

async function route(world: World, request: IncomingMessage, response: ServerResponse, raw: Buffer): Promise<void> {
  let url: URL;
  try {
    url = new URL(request.url ?? "/", "http://simulator");
  } catch {
    response.writeHead(400).end();
    return;
  }
  const endpoint = endpointAt(url.pathname);
  if (endpoint) {
    serveCall(world, endpoint, request, response, url, raw);
    return;
  }
  const method = request.method === "HEAD" ? "GET" : (request.method ?? "GET");
  const page = PAGES[`${method} ${url.pathname}`];
  if (page) {
    await servePage(page, { world, request, response, url, raw });
    return;
  }
  if (/^\/_sim\/(logo|qrcode)\//.test(url.pathname)) {
    await servePicture({ world, request, response, url, raw });
    return;
  }
  if (url.pathname.startsWith("/_sim/")) {
    await serveControl(world, method, url, raw, response);
    return;
  }
  const rid = world.rids.next(world.clock.now());
  sendJson(response, 200, {
    errcode: 40066,
    errmsg: `${errmsgOf(40066)} rid: ${rid}`,
  });
}

async function serveControl(
  world: World,
  method: string,
  url: URL,
  raw: Buffer,
  response: ServerResponse,
): Promise<void> {
  const found = controlRoute(method, url.pathname);
  if (!found) {
    sendJson(response, 404, { error: "no such control call" });
    return;
  }
  try {
    const { handler, id } = found;
    const body = parseObject(raw);
    sendJson(response, 200, await handler({ world, url, body, id }));
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    sendJson(response, error.status, { error: error.message });
  }
}

function parseObject(raw: Buffer): Readonly<Record<string, unknown>> {
  if (raw.length === 0) return {};
  try {
    const value: unknown = JSON.parse(raw.toString("utf8"));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    // falls through to the refusal below
  }
  throw new ControlError(400, "the body must be a JSON object");
}

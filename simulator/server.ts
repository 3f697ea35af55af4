import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { MAX_BODY_BYTES } from "./body.ts";
import { ControlError, Pieces, sendJson, sendPieces } from "./control/control.ts";
import { controlRoute } from "./control/routes.ts";
import { endpointAt } from "./endpoints/index.ts";
import { HOME } from "./home.ts";
import { PAGES, servePage, servePicture } from "./pages/serve-page.ts";
import { errmsgOf } from "./refusal.ts";
import { reportMistake } from "./report.ts";
import { requestUrl } from "./request-url.ts";
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
    url = requestUrl(request.url ?? "/");
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
  if (method === "GET" && url.pathname === "/") {
    response.writeHead(200, { "content-type": "text/plain; charset=utf-8" }).end(HOME);
    return;
  }
  if (url.pathname === "/favicon.ico") {
    response.writeHead(404).end();
    return;
  }
  refuseUnknown(world, method, url.pathname, response);
}

const LONGEST_PATH = 200;

/**
 * A path that no endpoint answers: 40066, kept in ledger and coverage so that its caller learns what is missing.
 * It ends at the first odd character: a token behind a misplaced `&` must not be kept.
 */
function refuseUnknown(world: World, method: string, pathname: string, response: ServerResponse): void {
  const now = world.clock.now();
  const path = pathname.slice(0, LONGEST_PATH).replace(/[^\w/.-].*$/, "");
  world.ledger.add({
    ...{ at: now, direction: "call", method, path, appid: null, component_appid: null },
    ...{ status: 200, errcode: 40066 },
  });
  world.coverage.countUnknown(method, path);
  sendJson(response, 200, { errcode: 40066, errmsg: `${errmsgOf(40066)} rid: ${world.rids.next(now)}` });
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
    const answer = await handler({ world, url, body, id });
    if (answer instanceof Pieces) await sendPieces(response, answer);
    else sendJson(response, 200, answer);
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

import type { IncomingMessage, ServerResponse } from "node:http";
import { parseBody } from "./body.ts";
import { type Answer, Bytes, type Call, type Endpoint } from "./call.ts";
import type { Fault } from "./faults.ts";
import { admit, type Caller, NOBODY } from "./gate.ts";
import { countUse } from "./quotas.ts";
import { hash32 } from "./random.ts";
import { errmsgOf, Refusal, refuse } from "./refusal.ts";
import { reportMistake } from "./report.ts";
import { platformOf, type World } from "./world.ts";

/** Answers one call of the WeChat API, faults, ledger and coverage included. */
export function serveCall(
  world: World,
  endpoint: Endpoint,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  raw: Buffer,
): void {
  const faults = world.faults.strike("call", endpoint.path);
  const latencyMs = faults.reduce((sum, fault) => sum + (fault.kind === "latency" ? fault.latencyMs : 0), 0);
  const run = () => {
    if (!world.closed) answerCall(world, endpoint, request, response, url, raw, faults);
  };
  if (latencyMs > 0) setTimeout(run, latencyMs);
  else run();
}

function answerCall(
  world: World,
  endpoint: Endpoint,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  raw: Buffer,
  faults: readonly Fault[],
): void {
  const has = (kind: Fault["kind"]) => faults.some((one) => one.kind === kind);
  // HEAD is a GET whose answer has no body.
  const method = request.method === "HEAD" ? "GET" : (request.method ?? "GET");
  const ip = (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  let caller: Caller = NOBODY;
  let errcode = 0;
  let answer: Answer = {};
  const note = (status: number) => {
    world.ledger.add({
      at: world.clock.now(),
      direction: "call",
      method,
      path: endpoint.path,
      appid: caller.account?.appid ?? bodyAppids.appid,
      component_appid: caller.platform?.appid ?? bodyAppids.component,
      status,
      errcode,
    });
    world.coverage.count(endpoint.path, errcode);
  };
  let bodyAppids: ReturnType<typeof appidsIn> = { appid: null, component: null };
  if (has("reset_before")) {
    note(0);
    request.socket.destroy();
    return;
  }
  try {
    const forced = faults.find((one) => one.kind === "errcode");
    if (forced) refuse(forced.errcode);
    if (!endpoint.methods.includes(method as "GET")) {
      refuse(endpoint.methods[0] === "GET" ? 43001 : 43002);
    }
    caller = admit(world, endpoint, url.searchParams, ip);
    const type = request.headers["content-type"] ?? "";
    const { body, uploads } = parseBody(endpoint, method, raw, type);
    bodyAppids = appidsIn(world, body, url.searchParams);
    countUse(world, endpoint.path, caller);
    answer = endpoint.handle({
      world,
      method,
      query: url.searchParams,
      body,
      uploads,
      ip,
      ...caller,
      now: world.clock.now(),
    } as unknown as Call);
    if (!(answer instanceof Bytes) && typeof answer.errcode === "number") {
      errcode = answer.errcode;
    }
  } catch (error) {
    if (!(error instanceof Refusal)) {
      reportMistake(error);
    }
    errcode = error instanceof Refusal ? error.errcode : -1;
    const rid = world.rids.next(world.clock.now());
    const errmsg = error instanceof Refusal ? error.message : errmsgOf(-1);
    answer = { errcode, errmsg: `${errmsg} rid: ${rid}` };
    world.rids.keep(rid, {
      invokedAt: world.clock.now(),
      costMs: costOf(world, rid),
      platform: caller.platform?.appid ?? bodyAppids.component,
      appid: caller.account?.appid ?? null,
      url: `${url.pathname}${url.search}`,
      requestBody: raw.subarray(0, 4096).toString("utf8"),
      responseBody: JSON.stringify(answer),
      clientIp: ip,
    });
  }
  if (has("reset_after")) {
    note(0);
    request.socket.destroy();
    return;
  }
  note(200);
  send(response, answer, has("malformed"));
}

/** What rid/get tells as the time the call took: made up by the seed, so that the same calls give the same answers. */
function costOf(world: World, rid: string): number {
  return 3 + (hash32(world.seed, "cost", rid) % 40);
}

/** No appid is longer; a token in its place must not get into the ledger. */
const LONGEST_APPID = 32;

/** Whom a call is about. The ledger keeps our own copy of an appid, not one for each body that names it. */
function appidsIn(world: World, body: Readonly<Record<string, unknown>>, query: URLSearchParams) {
  const appid = body.authorizer_appid ?? query.get("appid");
  const component = body.component_appid ?? query.get("component_appid");
  const short = (value: unknown) => (typeof value === "string" && value.length <= LONGEST_APPID ? value : null);
  return {
    appid: world.byAppid.get(appid as string)?.appid ?? short(appid),
    component: platformOf(world, component)?.appid ?? short(component),
  };
}

function send(response: ServerResponse, answer: Answer, malformed: boolean): void {
  if (answer instanceof Bytes) {
    const bytes = malformed ? answer.bytes.subarray(0, Math.ceil(answer.bytes.length / 2)) : answer.bytes;
    response.writeHead(200, {
      "content-type": answer.type,
      "content-length": bytes.length,
      "content-disposition": `attachment; filename="${answer.fileName}"`,
      "cache-control": "no-cache, must-revalidate",
    });
    response.end(bytes);
    return;
  }
  let text = JSON.stringify(answer);
  if (malformed) text = text.slice(0, Math.ceil(text.length / 2));
  response.writeHead(200, {
    "content-type": "application/json; encoding=utf-8",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}

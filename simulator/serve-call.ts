import type { IncomingMessage, ServerResponse } from "node:http";
import { parseBody } from "./body.ts";
import { type Answer, Bytes, type Call, type Endpoint } from "./call.ts";
import type { Fault } from "./faults.ts";
import { admit, type Caller, NOBODY } from "./gate.ts";
import { countUse } from "./quotas.ts";
import { errmsgOf, Refusal, refuse } from "./refusal.ts";
import { reportMistake } from "./report.ts";
import type { World } from "./world.ts";

/** Answers one call of the WeChat API, faults, ledger and coverage included. */
export function serveCall(
  world: World,
  endpoint: Endpoint,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  raw: Buffer,
): void {
  const faults = world.faults.strike(endpoint.path);
  const latencyMs = faults.filter((fault) => fault.kind === "latency").reduce((sum, fault) => sum + fault.latencyMs, 0);
  const run = () => answerCall(world, endpoint, request, response, url, raw, faults);
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
  const startedAt = performance.now();
  const has = (kind: Fault["kind"]) => faults.some((one) => one.kind === kind);
  const method = request.method ?? "GET";
  const ip = (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  let caller: Caller = NOBODY;
  let errcode = 0;
  let answer: Answer = {};
  const note = (status: number) => {
    const inBody = bodyAppids;
    world.ledger.add({
      at: world.clock.now(),
      direction: "call",
      method,
      path: endpoint.path,
      appid: caller.account?.appid ?? inBody.appid,
      component_appid: caller.platform?.appid ?? inBody.component,
      status,
      errcode,
    });
    world.coverage.count(endpoint.path, errcode);
  };
  let bodyAppids = { appid: null, component: null } as {
    appid: string | null;
    component: string | null;
  };
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
    bodyAppids = appidsIn(body, url.searchParams);
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
      costMs: Math.round(performance.now() - startedAt),
      platform: caller.platform?.appid ?? null,
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

function appidsIn(body: Readonly<Record<string, unknown>>, query: URLSearchParams) {
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  return {
    appid: text(body.authorizer_appid) ?? query.get("appid"),
    component: text(body.component_appid) ?? query.get("component_appid"),
  };
}

function send(response: ServerResponse, answer: Answer, malformed: boolean): void {
  if (answer instanceof Bytes) {
    response.writeHead(200, {
      "content-type": answer.type,
      "content-length": answer.bytes.length,
    });
    response.end(answer.bytes);
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

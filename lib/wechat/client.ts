import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import type { Logger } from "#lib/core/logging.ts";
import type { CircuitOptions } from "./circuit.ts";
import type { Endpoint, OutgoingCall, WechatClient } from "./endpoints/endpoint.ts";
import { writeWireJson } from "./endpoints/wire-json.ts";
import { errcodeOf, unreachable } from "./errors.ts";
import { createLanes, type Lane } from "./lanes.ts";
import { writeMultipart } from "./multipart.ts";
import { platformOf } from "./platform-scope.ts";
import { readAnswer } from "./read-answer.ts";
import { decideRetry } from "./retry-policy.ts";
import type { OutgoingRequest, Transport } from "./transport.ts";

export interface WechatClientOptions {
  /** Base of WeChat's API without a trailing slash, e.g. https://api.weixin.qq.com. */
  apiUrl: string;
  clock: Clock;
  log: Logger;
  /** Limit of one send, from start to the last byte of the answer. */
  timeoutMs?: number;
  /** Longest total wait between sends of one call. */
  retryBudgetMs?: number;
  maxAnswerBytes?: number;
  circuit?: CircuitOptions;
  /** Waits between sends; tests pass one that does not. */
  wait?: (delayMs: number) => Promise<void>;
  transport?: Transport;
}

/**
 * The one outbound client. It logs path templates, never addresses, bodies or tokens. Sends again only
 * what decideRetry allows, and over all calls of a platform no more than one extra send in ten (after a
 * first 20). Each platform has its own circuit.
 */
export function createWechatClient(options: WechatClientOptions): WechatClient {
  const { apiUrl, clock, log, timeoutMs = 5_000, retryBudgetMs = 10_000, maxAnswerBytes = 16 * 1024 * 1024 } = options;
  const wait = options.wait ?? ((delayMs: number) => sleep(delayMs));
  const lanes = createLanes({ clock, circuit: options.circuit, transport: options.transport });

  async function sendOnce(call: OutgoingCall, { componentAppId, lane, attempt }: Sending): Promise<unknown> {
    const { endpoint } = call;
    const facts: Record<string, unknown> = { path: endpoint.path, method: endpoint.method, componentAppId, attempt };
    const passage = lane.circuit.enter();
    if (passage === "refused") throw unreachable(endpoint.path, "circuit_open", "none");
    const startedMs = performance.now();
    const exchange = await lane.transport(requestFor(apiUrl, call, timeoutMs, maxAnswerBytes));
    facts.ms = Math.round(performance.now() - startedMs);
    const failed = "reason" in exchange || exchange.status >= 500;
    note(componentAppId, lane.circuit.leave(passage, failed ? "failed" : "answered"));
    if ("reason" in exchange) {
      log.warn({ ...facts, reason: exchange.reason, detail: exchange.detail }, "WeChat did not answer");
      throw unreachable(endpoint.path, exchange.reason, exchange.sent ? "unknown" : "none", {
        detail: exchange.detail,
      });
    }
    const answer = readAnswer(call, exchange);
    if (answer.ok) {
      log.debug({ ...facts, status: exchange.status }, "WeChat call");
      return answer.value;
    }
    const { errcode, rid, reason } = answer.error.data;
    log.warn({ ...facts, status: exchange.status, errcode, rid, reason }, answer.error.message);
    throw answer.error;
  }

  function note(componentAppId: string, change: "opened" | "closed" | "unchanged") {
    if (change === "opened")
      log.error({ componentAppId }, "WeChat is not answering: calls are refused until a probe gets through");
    if (change === "closed") log.info({ componentAppId }, "WeChat answers again");
  }

  return {
    async send(call) {
      checkRequest(call);
      const componentAppId = platformOf(call);
      const lane = lanes.of(componentAppId);
      const { path } = call.endpoint;
      lane.earn();
      for (let attempt = 1, waitedMs = 0; ; attempt += 1) {
        try {
          return await sendOnce(call, { componentAppId, lane, attempt });
        } catch (error) {
          const state = { attempt, waitedMs, budgetMs: retryBudgetMs, jitter: Math.random() };
          const wished = decideRetry(call.endpoint, error, state);
          const decision = wished.again && !lane.mayRepeat() ? tooMany : wished;
          const { again, reason } = decision;
          log.info({ path, componentAppId, attempt, errcode: errcodeOf(error), again, reason }, "Retry decision");
          if (!decision.again) throw error;
          lane.spend();
          waitedMs += decision.delayMs;
          await wait(decision.delayMs);
        }
      }
    },
    circuits: () => lanes.circuits(),
  };
}

interface Sending {
  componentAppId: string;
  lane: Lane;
  attempt: number;
}

const tooMany = { again: false, reason: "too many retries over all calls of this platform" } as const;

function checkRequest({ endpoint, body, token }: OutgoingCall): void {
  const missingToken = endpoint.token !== "none" && !token;
  const checked = endpoint.request === null || body === undefined ? null : endpoint.request.safeParse(body);
  if (!missingToken && (checked === null || checked.success)) return;
  const fields = missingToken
    ? "token"
    : (checked?.error?.issues.map((issue) => issue.path.join(".")).join(", ") ?? "");
  throw new AppError("wechat_request", {
    kind: "invalid",
    log: `${endpoint.path}: ${fields}`,
    data: { path: endpoint.path, fields },
  });
}

function requestFor(apiUrl: string, call: OutgoingCall, timeoutMs: number, maxBytes: number): OutgoingRequest {
  const { endpoint, token, query, body, file } = call;
  const url = new URL(apiUrl + endpoint.path);
  if (token !== undefined) url.searchParams.set(tokenParameter(endpoint), token);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  // URLSearchParams writes a space as "+"; WeChat's pages paths are read with percent-decoding only.
  url.search = url.search.replaceAll("+", "%20");
  const base = { method: endpoint.method, url, timeoutMs, maxBytes };
  const accept = { accept: endpoint.answer === "image" ? "*/*" : "application/json" };
  if (file !== undefined) {
    const multipart = writeMultipart(file);
    return { ...base, headers: { ...accept, "content-type": multipart.contentType }, body: multipart.body };
  }
  if (body === undefined) return { ...base, headers: accept, body: undefined };
  const headers = { ...accept, "content-type": "application/json; charset=utf-8" };
  return { ...base, headers, body: Buffer.from(writeWireJson(body)) };
}

function tokenParameter(endpoint: Endpoint): string {
  return endpoint.token === "component" && endpoint.path.startsWith("/sns/")
    ? "component_access_token"
    : "access_token";
}

import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import type { Logger } from "#lib/core/logging.ts";
import { type CircuitOptions, createCircuit } from "./circuit.ts";
import type { Endpoint, OutgoingCall, WechatClient } from "./endpoints/endpoint.ts";
import { writeWireJson } from "./endpoints/wire-json.ts";
import { errcodeOf, isUnreachable, isWechatError, unreachable } from "./errors.ts";
import { writeMultipart } from "./multipart.ts";
import { readAnswer } from "./read-answer.ts";
import { decideRetry } from "./retry-policy.ts";
import { createTransport, type OutgoingRequest, type Transport } from "./transport.ts";

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

const maxExtraSends = 20;

/**
 * The one outbound client. It logs path templates, never addresses, bodies or tokens. Sends again only
 * what decideRetry allows, and over all calls no more than one extra send in ten (after a first 20).
 */
export function createWechatClient(options: WechatClientOptions): WechatClient {
  const { apiUrl, clock, log, timeoutMs = 5_000, retryBudgetMs = 10_000, maxAnswerBytes = 16 * 1024 * 1024 } = options;
  const wait = options.wait ?? ((delayMs: number) => sleep(delayMs));
  const transport = options.transport ?? createTransport();
  const circuit = createCircuit(clock, options.circuit);
  let extraSends = maxExtraSends;

  async function sendOnce(call: OutgoingCall, attempt: number): Promise<unknown> {
    const { endpoint } = call;
    const facts: Record<string, unknown> = { path: endpoint.path, method: endpoint.method, attempt };
    if (circuit.enter() === "refused") throw unreachable(endpoint.path, "circuit_open", "none");
    const startedMs = performance.now();
    const exchange = await transport(requestFor(apiUrl, call, timeoutMs, maxAnswerBytes));
    facts.ms = Math.round(performance.now() - startedMs);
    if ("reason" in exchange) {
      note(circuit.leave("failed"));
      log.warn({ ...facts, reason: exchange.reason, detail: exchange.detail }, "WeChat did not answer");
      throw unreachable(endpoint.path, exchange.reason, exchange.sent ? "unknown" : "none", {
        detail: exchange.detail,
      });
    }
    note(circuit.leave(exchange.status >= 500 ? "failed" : "answered"));
    const answer = readAnswer(call, exchange);
    if (answer.ok) {
      log.debug({ ...facts, status: exchange.status }, "WeChat call");
      return answer.value;
    }
    const { errcode, rid, reason } = answer.error.data;
    log.warn({ ...facts, status: exchange.status, errcode, rid, reason }, answer.error.message);
    throw answer.error;
  }

  function note(change: "opened" | "closed" | "unchanged") {
    if (change === "opened") log.error("WeChat is not answering: calls are refused until a probe gets through");
    if (change === "closed") log.info("WeChat answers again");
  }

  return {
    async send(call) {
      checkRequest(call);
      extraSends = Math.min(maxExtraSends, extraSends + 0.1);
      for (let attempt = 1, waitedMs = 0; ; attempt += 1) {
        try {
          return await sendOnce(call, attempt);
        } catch (error) {
          const decision = decideRetry(call.endpoint, error, {
            attempt,
            waitedMs,
            budgetMs: retryBudgetMs,
            jitter: Math.random(),
          });
          const affordable = extraSends >= 1;
          const again = decision.again && affordable;
          if (worthALine(error)) {
            const reason = decision.again && !affordable ? "too many retries over all calls" : decision.reason;
            log.info({ path: call.endpoint.path, attempt, errcode: errcodeOf(error), again, reason }, "Retry decision");
          }
          if (!again) throw error;
          extraSends -= 1;
          waitedMs += decision.delayMs;
          await wait(decision.delayMs);
        }
      }
    },
  };
}

function worthALine(error: unknown): boolean {
  return isUnreachable(error) || (isWechatError(error) && error.data.retry === "back_off");
}

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

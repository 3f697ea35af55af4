import { createHash, timingSafeEqual } from "node:crypto";
import { accountIdOfOriginal } from "#lib/accounts/index.ts";
import type { Context, Services } from "#lib/core/context.ts";
import { isAppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import type { PlatformSecrets } from "#lib/platforms/index.ts";
import { type CallbackQuery, openCallback, openEchostr, readEnvelope, signCallback } from "#lib/wechat/index.ts";
import { type CallbackAddress, readAddress } from "./address.ts";
import { createRefusalCounter } from "./count-refusals.ts";
import { refusal } from "./errors.ts";
import { createInbox } from "./inbox.ts";
import { createSecretsCache } from "./platform-secrets.ts";
import { readBody } from "./read-body.ts";
import { type Push, readPush } from "./read-push.ts";
import { releaseCheckCode, releaseCheckReply } from "./release-check.ts";
import { sealPayload } from "./seal-payload.ts";
import { readReceipt } from "./store.ts";
import { asksForWork } from "./work-event.ts";

export interface CallbackOptions {
  /** How far a push's timestamp may lie from our clock (default 24 h: dedupe does the work). */
  freshnessMs?: number;
  /** How long the very same request counts as WeChat's own retry (default 60 s), and as a replay afterwards. */
  retryWindowMs?: number;
}

export type CallbackHandler = (request: Request) => Promise<Response>;

/**
 * What WeChat calls: `/wx/{componentAppId}/events` and `/wx/{componentAppId}/messages/{appId}`. Verifies,
 * decrypts, stores, and only then says `success`; the work happens afterwards, from the inbox. Whatever
 * cannot be authenticated is 400 and leaves no trace but a count; what cannot be stored is 503.
 */
export function createCallbackHandler(services: Services, options: CallbackOptions = {}): CallbackHandler {
  const { freshnessMs = 24 * 3_600_000, retryWindowMs = 60_000 } = options;
  const ctx: Context = {
    ...services,
    actor: { kind: "anonymous" },
    origin: { ipAddress: null, userAgent: null, requestId: "callback" },
  };
  const inbox = createInbox(services);
  const secretsCache = createSecretsCache(ctx);
  const refusals = createRefusalCounter(ctx);

  return async function handleCallback(request) {
    const url = new URL(request.url);
    const address = readAddress(url.pathname);
    try {
      if (address === null) throw refusal("callback_path");
      if (request.method === "GET") return plain(200, await echo(address, url.searchParams));
      if (request.method !== "POST") return plain(405, "");
      return plain(200, await accept(address, url.searchParams, await readBody(request)));
    } catch (error) {
      if (isAppError(error) && error.kind === "invalid") {
        ctx.log.info({ code: error.code, componentAppId: address?.componentAppId }, "A callback was refused");
        if (address) refusals.add(address.componentAppId);
        return plain(400, "");
      }
      ctx.log.error({ err: error, componentAppId: address?.componentAppId }, "A callback was not stored");
      return plain(503, "");
    }
  };

  /** @returns the body of the answer; when this returns, the event is on disk. */
  async function accept(address: CallbackAddress, parameters: URLSearchParams, body: string): Promise<string> {
    const query = readQuery(parameters);
    const nowMs = services.clock.now();
    if (Math.abs(Number(query.timestamp) * 1_000 - nowMs) > freshnessMs) throw refusal("callback_stale");
    const { encrypted } = readEnvelope(body);
    const opened = await open(address, query, encrypted);
    const push = readPush(address, opened.plaintext);
    const appId = push.appId ?? (await accountOf(address, push));
    const requestHash = createHash("sha256").update(`${query.timestamp} ${query.nonce} ${encrypted}`).digest("hex");
    const id = newId(nowMs);
    const isWork = asksForWork(push);
    const outcome = await inbox.put({
      id,
      componentAppId: address.componentAppId,
      appId,
      kind: push.kind,
      dedupeKey: push.dedupeKey,
      requestHash,
      receivedAt: nowMs,
      createdAt: push.createdAt,
      state: isWork ? "received" : "ignored",
      dueAt: nowMs,
      handledAt: isWork ? null : nowMs,
      attempts: 0,
      problem: null,
      payload: isWork ? sealPayload(ctx, id, push.fields) : null,
    });
    if (outcome === "known") {
      const receipt = await readReceipt(services.store, push.dedupeKey);
      const isReplay = receipt?.requestHash === requestHash && nowMs - receipt.receivedAt > retryWindowMs;
      if (isReplay) throw refusal("callback_replayed");
    }
    if (releaseCheckCode(push) !== null) return "";
    const reply = { ...opened, componentAppId: address.componentAppId, nonce: query.nonce, nowMs };
    return releaseCheckReply(push, reply) ?? "success";
  }

  async function open(address: CallbackAddress, query: CallbackQuery, encrypted: string) {
    const { componentAppId } = address;
    const attempt = (secrets: PlatformSecrets) => {
      const { token, aesKeys } = secrets;
      return { secrets, ...openCallback({ token, aesKeys, receiverAppId: componentAppId, query, encrypted }) };
    };
    const secrets = await secretsCache.get(componentAppId);
    if (secrets === null) throw refusal("callback_platform");
    try {
      return attempt(secrets);
    } catch (error) {
      const fresh = await secretsCache.reread(componentAppId);
      if (fresh === null || JSON.stringify(fresh) === JSON.stringify(secrets)) throw error;
      return attempt(fresh);
    }
  }

  async function accountOf(address: CallbackAddress, push: Push): Promise<string | null> {
    if (address.target === "events" || push.originalId === null) return null;
    return accountIdOfOriginal(ctx, address.componentAppId, push.originalId);
  }

  /** The handshake of ordinary accounts, plain or encrypted; harmless here (wechat-wire.md §A.1). */
  async function echo(address: CallbackAddress, parameters: URLSearchParams): Promise<string> {
    const echostr = parameters.get("echostr") ?? "";
    const secrets = await secretsCache.get(address.componentAppId);
    if (secrets === null || echostr === "" || echostr.length > 2_000) throw refusal("callback_platform");
    const { token, aesKeys } = secrets;
    if (parameters.has("msg_signature")) {
      const query = readQuery(parameters);
      return openEchostr({ token, aesKeys, receiverAppId: address.componentAppId, query, echostr });
    }
    const { timestamp, nonce } = readQuery(parameters);
    const expected = Buffer.from(signCallback(token, timestamp, nonce, ""));
    const given = Buffer.from(parameters.get("signature") ?? "");
    if (expected.length !== given.length || !timingSafeEqual(expected, given))
      throw refusal("callback_malformed", "signature");
    return echostr;
  }
}

function readQuery(parameters: URLSearchParams): CallbackQuery {
  const query = {
    timestamp: parameters.get("timestamp") ?? "",
    nonce: parameters.get("nonce") ?? "",
    msg_signature: parameters.get("msg_signature") ?? "",
  };
  if (!/^\d{1,12}$/.test(query.timestamp)) throw refusal("callback_malformed", "timestamp");
  return query;
}

function plain(status: number, body: string): Response {
  const headers = {
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  };
  return new Response(body, { status, headers });
}

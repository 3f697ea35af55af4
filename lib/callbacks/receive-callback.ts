import { hash, timingSafeEqual } from "node:crypto";
import type { Context, Services } from "#lib/core/context.ts";
import { type AppError, isAppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import type { PlatformSecrets } from "#lib/platforms/index.ts";
import { openEchostr, readEnvelope, signCallback } from "#lib/wechat/index.ts";
import { createAccountFinder } from "./account-of-push.ts";
import { type CallbackAddress, readAddress } from "./address.ts";
import { createRefusalCounter } from "./count-refusals.ts";
import { refusal } from "./errors.ts";
import { createInbox } from "./inbox.ts";
import { openPush } from "./open-push.ts";
import { createSecretsCache } from "./platform-secrets.ts";
import { readPush } from "./read-push.ts";
import { type CallbackParameters, readQuery } from "./read-query.ts";
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

/** The largest push we read; real ones are a few KB. */
export const bodyLimitBytes = 64 * 1024;

/** What is needed of a request: no Web objects on this path, they cost more than all of our work. */
export interface CallbackRequest {
  method: string;
  /** Path and query as they came, nothing decoded: `/wx/…?timestamp=…`. */
  target: string;
  /** Empty without one; null when it is longer than `bodyLimitBytes`. */
  body: Buffer | null;
}

/** `text/plain`, never to be stored. */
export interface CallbackAnswer {
  status: 200 | 400 | 405 | 503;
  body: string;
}

export type ReceiveCallback = (request: CallbackRequest) => Promise<CallbackAnswer>;

/**
 * What WeChat calls: `/wx/{componentAppId}/events` and `/wx/{componentAppId}/messages/{appId}`. Verifies,
 * decrypts, stores, and only then says `success`; the work happens afterwards, from the inbox. Whatever
 * cannot be authenticated is 400 and leaves no trace but a count; what cannot be stored is 503.
 */
export function createCallbackReceiver(services: Services, options: CallbackOptions = {}): ReceiveCallback {
  const { freshnessMs = 24 * 3_600_000, retryWindowMs = 60_000 } = options;
  const ctx: Context = {
    ...services,
    actor: { kind: "anonymous" },
    origin: { ipAddress: null, userAgent: null, requestId: "callback" },
  };
  const inbox = createInbox(services);
  const secretsCache = createSecretsCache(ctx);
  const refusals = createRefusalCounter(ctx);
  const accountOfPush = createAccountFinder(ctx);

  return async function receiveCallback({ method, target, body }) {
    const mark = target.indexOf("?");
    const address = readAddress(mark < 0 ? target : target.slice(0, mark));
    try {
      if (address === null) throw refusal("callback_path");
      if (method !== "GET" && method !== "POST") return { status: 405, body: "" };
      const secrets = await secretsCache.get(address.componentAppId);
      if (secrets === null) throw refusal("callback_platform");
      try {
        if (body === null) throw refusal("callback_too_large");
        const query = readQuery(mark < 0 ? "" : target.slice(mark + 1));
        const answer = method === "GET" ? echo(secrets, address, query) : await accept(secrets, address, query, body);
        return { status: 200, body: answer };
      } catch (error) {
        if (isRefusal(error)) refusals.add(address.componentAppId);
        throw error;
      }
    } catch (error) {
      if (isRefusal(error)) {
        ctx.log.info({ code: error.code, componentAppId: address?.componentAppId }, "A callback was refused");
        return { status: 400, body: "" };
      }
      ctx.log.error({ err: error, componentAppId: address?.componentAppId }, "A callback was not stored");
      return { status: 503, body: "" };
    }
  };

  /** @returns the body of the answer; when this returns, the event is on disk. */
  async function accept(
    kept: PlatformSecrets,
    address: CallbackAddress,
    query: CallbackParameters,
    body: Buffer,
  ): Promise<string> {
    const { componentAppId } = address;
    const nowMs = services.clock.now();
    if (Math.abs(Number(query.timestamp) * 1_000 - nowMs) > freshnessMs) throw refusal("callback_stale");
    const envelope = readEnvelope(body.toString("utf8"));
    const { encrypted } = envelope;
    // Outside the signature, so it proves nothing; but WeChat never names another platform than the one it means.
    if (address.target === "events" && (envelope.appId ?? componentAppId) !== componentAppId)
      throw refusal("callback_malformed", "AppId of the envelope");
    const opened = open(kept, componentAppId, query, encrypted) ?? (await openAnew(kept, address, query, encrypted));
    const push = readPush(address, opened.plaintext);
    const appId = await accountOfPush(address, push);
    const requestHash = hash("sha256", `${query.timestamp} ${query.nonce} ${encrypted}`, "hex");
    const id = newId(nowMs);
    const isWork = asksForWork(push);
    const row = {
      id,
      componentAppId,
      appId,
      kind: push.kind,
      dedupeKey: push.dedupeKey,
      requestHash,
      receivedAt: nowMs,
      createdAt: push.createdAt,
      state: isWork ? ("received" as const) : ("ignored" as const),
      dueAt: nowMs,
      handledAt: isWork ? null : nowMs,
      attempts: 0,
      problem: null,
      payload: isWork ? sealPayload(ctx, id, push.fields) : null,
    };
    if ((await inbox.put(row, opened.keyIndex)) === "known") {
      const receipt = await readReceipt(services.store, push.dedupeKey);
      const isReplay = receipt?.requestHash === requestHash && nowMs - receipt.receivedAt > retryWindowMs;
      if (isReplay) throw refusal("callback_replayed");
    }
    if (releaseCheckCode(push) !== null) return "";
    const reply = { ...opened, componentAppId, nonce: query.nonce, nowMs };
    return releaseCheckReply(push, reply) ?? "success";
  }

  /** Null when the kept secrets do not open it but could be out of date. */
  function open(secrets: PlatformSecrets, componentAppId: string, query: CallbackParameters, encrypted: string) {
    try {
      return openWith(secrets, componentAppId, query, encrypted);
    } catch (error) {
      if (!isRefusal(error) || !secretsCache.mayBeStale(componentAppId)) throw error;
      return null;
    }
  }

  async function openAnew(
    kept: PlatformSecrets,
    { componentAppId }: CallbackAddress,
    query: CallbackParameters,
    encrypted: string,
  ) {
    return openWith((await secretsCache.reread(componentAppId)) ?? kept, componentAppId, query, encrypted);
  }
}

/** The push in clear, with the secrets that opened it: WeChat is answered with the same. */
function openWith(secrets: PlatformSecrets, receiverAppId: string, query: CallbackParameters, encrypted: string) {
  const opened = openPush(secrets, { receiverAppId, query, encrypted });
  return { ...opened, secrets: { ...secrets, token: opened.token } };
}

function isRefusal(error: unknown): error is AppError {
  return isAppError(error) && error.kind === "invalid";
}

/** The handshake of ordinary accounts, plain or encrypted; harmless here (wechat-wire.md §A.1). */
function echo(secrets: PlatformSecrets, address: CallbackAddress, query: CallbackParameters): string {
  const { token, aesKeys } = secrets;
  const { echostr, timestamp, nonce } = query;
  if (echostr === "" || echostr.length > 2_000) throw refusal("callback_malformed", "echostr");
  if (query.msg_signature !== "")
    return openEchostr({ token, aesKeys, receiverAppId: address.componentAppId, query, echostr });
  const expected = Buffer.from(signCallback(token, timestamp, nonce, ""));
  const given = Buffer.from(query.signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given))
    throw refusal("callback_malformed", "signature");
  return echostr;
}

import { readPush } from "../lib/callbacks/read-push.ts";
import { makeDelivery } from "../lib/callbacks/testing.ts";
import { platform } from "./callback-platform.ts";

export interface MadePush {
  /** The whole HTTP request. */
  request: Buffer;
  dedupeKey: string;
}

export type PushKind = "unheard" | "message" | "revoked" | "reviewed";

let serial = 0;

/**
 * One push as WeChat would send it, another event each time: one of the platform's that nobody handles
 * (`unheard`), a user's message (left alone too), a revocation, a review result (both ask for work).
 */
export function makePush(kind: PushKind, nowMs = Date.now()): MadePush {
  serial += 1;
  return signPush(kind, serial, nowMs);
}

/** The same event again for the same serial, signed anew: as WeChat repeats what was not acknowledged. */
export function signPush(kind: PushKind, number: number, nowMs: number, createdAtMs = nowMs): MadePush {
  const { componentAppId, token, encodingAesKey } = platform;
  const appId = `wx${String(number).padStart(16, "0")}`;
  const time = `<CreateTime>${Math.floor(createdAtMs / 1_000)}</CreateTime>`;
  const isEvent = kind === "unheard" || kind === "revoked";
  const originalId = `gh_${String(number).padStart(12, "0")}`;
  const infoType = kind === "revoked" ? "unauthorized" : "notify_bench";
  const content =
    kind === "reviewed"
      ? "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[weapp_audit_success]]></Event>"
      : `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好]]></Content><MsgId>${number}</MsgId>`;
  const xml = isEvent
    ? `<xml><AppId>${componentAppId}</AppId>${time}<InfoType>${infoType}</InfoType><AuthorizerAppid>${appId}</AuthorizerAppid></xml>`
    : `<xml><ToUserName><![CDATA[${originalId}]]></ToUserName><FromUserName><![CDATA[o${number}]]></FromUserName>${time}${content}</xml>`;
  const to = isEvent ? { AppId: componentAppId } : { ToUserName: originalId };
  const push = { token, encodingAesKey, receiver: componentAppId, timestampMs: nowMs, xml, to };
  const { query, body } = makeDelivery(push);
  const path = `/wx/${componentAppId}/${isEvent ? "events" : `messages/${appId}`}`;
  const target = isEvent ? "events" : "messages";
  const { dedupeKey } = readPush({ componentAppId, target, appId: isEvent ? null : appId }, xml);
  const head = `POST ${path}?${query} HTTP/1.1\r\nHost: hufu\r\nContent-Type: text/xml\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
  return { request: Buffer.from(head + body), dedupeKey };
}

// For proofs only: forged requests, made without any of the code that has to refuse them.
import { createCipheriv, createHash } from "node:crypto";
import { XMLParser } from "fast-xml-parser";
import type { CallbackRequest } from "./receive-callback.ts";

export interface Attack extends CallbackRequest {
  /** What it tries, in words. */
  what: string;
  body: Buffer;
}

/** Two platforms of one console; whoever holds one's secrets is nobody to the other. */
export const victim = {
  componentAppId: "wx0000000000000a01",
  name: "victim",
  appSecret: "0".repeat(32),
  token: "victimtoken",
  encodingAesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
};
export const neighbour = {
  componentAppId: "wx0000000000000b02",
  name: "neighbour",
  appSecret: "1".repeat(32),
  token: "neighbourtoken",
  encodingAesKey: "GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba",
};
/** The moment at which everything here is fresh. */
export const attackTimeMs = 1_790_000_000_000;

export const sha1 = (...parts: string[]) =>
  createHash("sha1")
    .update(Buffer.concat(parts.map((part) => Buffer.from(part)).sort(Buffer.compare)))
    .digest("hex");

/** What lies in the ciphertext; every part may be wrong. */
export interface Framed {
  message: Buffer;
  /** Default: the message's own. */
  length?: number;
  tail?: string;
  /** Default: as PKCS#7 wants it, to 32. */
  padding?: Buffer;
}

export function encrypt(framed: Framed, aesKey = victim.encodingAesKey): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(framed.length ?? framed.message.length);
  const tail = Buffer.from(framed.tail ?? victim.componentAppId);
  const plain = Buffer.concat([Buffer.from("0123456789abcdef"), length, framed.message, tail]);
  const rest = 32 - (plain.length % 32);
  const whole = Buffer.concat([plain, framed.padding ?? Buffer.alloc(rest, rest)]);
  const key = Buffer.from(`${aesKey}=`, "base64");
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  // A padding of the attacker's own may leave the last block short.
  const blocks = whole.subarray(0, whole.length - (whole.length % 16));
  return Buffer.concat([cipher.update(blocks), cipher.final()]);
}

/** A push in its parts, before it is put together. */
export interface Parts {
  path: string;
  timestamp: string;
  nonce: string;
  encrypted: string;
  signature: string;
}

const second = String(attackTimeMs / 1_000);
// Short values: no block of the ciphertext holds text alone, so whatever garbles one garbles markup.
const eventXml = `<xml><AppId>${victim.componentAppId}</AppId><CreateTime>${second}</CreateTime><InfoType>unauthorized</InfoType><AuthorizerAppid>wx00000001</AuthorizerAppid></xml>`;
const messageXml = `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[o1]]></FromUserName><CreateTime>${second}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[hi]]></Content><MsgId>77</MsgId></xml>`;

/** What the platform's own secrets make of a message: genuine when the message is. */
export function sealed(framed: Framed, kind: "events" | "messages" = "events"): Parts {
  return signed(encrypt(framed).toString("base64"), kind);
}

export function signed(encrypted: string, kind: "events" | "messages" = "events", token = victim.token): Parts {
  const nonce = "1590219412";
  const path = `/wx/${victim.componentAppId}/${kind === "events" ? "events" : "messages/wx00000001"}`;
  return { path, timestamp: second, nonce, encrypted, signature: sha1(token, second, nonce, encrypted) };
}

export const genuineEvent = sealed({ message: Buffer.from(eventXml) });
export const genuineMessage = sealed({ message: Buffer.from(messageXml) }, "messages");
export const genuineXml = { events: eventXml, messages: messageXml };

export function queryOf({ timestamp, nonce, signature }: Parts): [name: string, value: string][] {
  return [
    ["signature", sha1(victim.token, timestamp, nonce)],
    ["timestamp", timestamp],
    ["nonce", nonce],
    ["encrypt_type", "aes"],
    ["msg_signature", signature],
  ];
}

export function bodyOf(parts: Pick<Parts, "path" | "encrypted">, named = victim.componentAppId): string {
  const to = parts.path.includes("/messages/") ? "<ToUserName>gh_1</ToUserName>" : `<AppId>${named}</AppId>`;
  return `<xml>${to}<Encrypt><![CDATA[${parts.encrypted}]]></Encrypt></xml>`;
}

export function attackOf(what: string, parts: Parts, change: Partial<Omit<Attack, "what">> = {}): Attack {
  const query = queryOf(parts).map(([name, value]) => `${name}=${value}`);
  const target = `${parts.path}?${query.join("&")}`;
  return { what, method: "POST", target, body: Buffer.from(bodyOf(parts)), ...change };
}

const parser = new XMLParser({ parseTagValue: false, trimValues: true, htmlEntities: true, ignoreAttributes: true });

/**
 * Whether a change left what WeChat signed as it was, judged by other parsers than ours: then it is the push
 * itself (parameters in another order, space between elements), and to accept it is right.
 */
export function isSamePush({ method, target, body }: CallbackRequest, original: Parts): boolean {
  const [path = "", query = ""] = target.split(/\?(.*)/s);
  if (method !== "POST" || path.replace(/\/$/, "") !== original.path) return false;
  const parameters = new URLSearchParams(query);
  const says = (name: string) => parameters.get(name);
  if (says("timestamp") !== original.timestamp || says("nonce") !== original.nonce) return false;
  if (says("msg_signature")?.toLowerCase() !== original.signature) return false;
  try {
    const encrypted = (parser.parse(body?.toString("utf8") ?? "") as { xml?: { Encrypt?: unknown } }).xml?.Encrypt;
    return typeof encrypted === "string" && encrypted.trim() === original.encrypted;
  } catch {
    return false;
  }
}

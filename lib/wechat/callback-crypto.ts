import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { AppError } from "#lib/core/errors.ts";

export type CallbackErrorCode = "callback_signature" | "callback_malformed" | "callback_decrypt" | "callback_app_id";

export interface CallbackQuery {
  timestamp: string;
  nonce: string;
  msg_signature: string;
}

export interface OpenCallbackInput {
  /** The platform's message token, not an access token. */
  token: string;
  /** EncodingAESKeys, newest first: pushes made with the previous one keep arriving after a rotation. */
  aesKeys: readonly string[];
  /** The component appid, on both URLs and also for an account's push (wechat-wire.md §A.2). */
  receiverAppId: string;
  query: CallbackQuery;
  encrypted: string;
}

const maxEncryptedLength = 96 * 1024;
const beyondPlain = /[\ud800-\uffff]/;

function fail<Code extends CallbackErrorCode>(code: Code, log: string): AppError<Code> {
  return new AppError(code, { kind: "invalid", log });
}

/** SHA-1 over the byte-sorted parts, hex, as WeChat signs (wechat-wire.md §A.2). */
export function signCallback(token: string, timestamp: string, nonce: string, encrypted: string): string {
  const parts = [token, timestamp, nonce, encrypted];
  // Up to U+D7FF, UTF-16 and UTF-8 sort alike; beyond, only the bytes' own order is WeChat's.
  if (beyondPlain.test(token) || beyondPlain.test(timestamp) || beyondPlain.test(nonce) || beyondPlain.test(encrypted))
    parts.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  else parts.sort();
  return hash("sha1", parts.join(""), "hex");
}

/**
 * Verifies and decrypts one push. Pure. `aesKeyIndex` says which key opened it: answer with that one.
 * @throws AppError callback_signature, callback_malformed, callback_decrypt, callback_app_id
 */
export function openCallback(input: OpenCallbackInput): { plaintext: string; aesKeyIndex: number } {
  const { token, aesKeys, receiverAppId, query, encrypted } = input;
  checkSignature(token, query, encrypted);
  const ciphertext = decodeCiphertext(encrypted);
  const receiver = Buffer.from(receiverAppId);
  let opened = false;
  for (const [aesKeyIndex, aesKey] of aesKeys.entries()) {
    const parts = decrypt(ciphertext, aesKey);
    if (parts === null) continue;
    opened = true;
    // Users may send half a character; the push is genuine all the same.
    if (parts.tail.equals(receiver)) return { plaintext: parts.message.toString("utf8"), aesKeyIndex };
  }
  throw opened
    ? fail("callback_app_id", "the push is for another receiver")
    : fail("callback_decrypt", "no key opens the push");
}

/** The encrypted GET handshake: gives the text to echo. Same errors as `openCallback`. */
export function openEchostr(input: Omit<OpenCallbackInput, "encrypted"> & { echostr: string }): string {
  return openCallback({ ...input, encrypted: input.echostr }).plaintext;
}

export interface SealReplyInput {
  token: string;
  aesKey: string;
  receiverAppId: string;
  /** Unix seconds, as text. */
  timestamp: string;
  /** The nonce of the push that is answered. */
  nonce: string;
  plaintext: string;
  /** 16 bytes; random unless a test vector fixes them. */
  random16?: Buffer;
}

/** Encrypts and signs a passive reply, as the XML WeChat expects. */
export function sealReply(input: SealReplyInput): string {
  const encrypted = encrypt(input);
  const signature = signCallback(input.token, input.timestamp, input.nonce, encrypted);
  return (
    `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature>` +
    `<TimeStamp>${input.timestamp}</TimeStamp><Nonce><![CDATA[${input.nonce.replaceAll("]]>", "")}]]></Nonce></xml>`
  );
}

/** random16 ‖ length ‖ message ‖ appid, padded to blocks of 32 by hand. Base64. */
export function encrypt(input: Pick<SealReplyInput, "aesKey" | "receiverAppId" | "plaintext" | "random16">): string {
  const found = readAesKey(input.aesKey);
  if (found === null) throw fail("callback_malformed", "the EncodingAESKey is not 43 base64 characters");
  const message = Buffer.from(input.plaintext);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const framed = Buffer.concat([input.random16 ?? randomBytes(16), length, message, Buffer.from(input.receiverAppId)]);
  const padding = 32 - (framed.length % 32);
  const cipher = createCipheriv("aes-256-cbc", found.key, found.iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(framed), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]).toString(
    "base64",
  );
}

function checkSignature(token: string, query: CallbackQuery, encrypted: string): void {
  if (encrypted.length > maxEncryptedLength) throw fail("callback_malformed", "the ciphertext is too long");
  if (!/^\d{1,20}$/.test(query.timestamp) || query.nonce === "" || query.nonce.length > 128) {
    throw fail("callback_signature", "timestamp or nonce is missing");
  }
  const expected = Buffer.from(signCallback(token, query.timestamp, query.nonce, encrypted), "hex");
  const isHex = /^[0-9a-f]{40}$/i.test(query.msg_signature);
  const given = isHex ? Buffer.from(query.msg_signature, "hex") : Buffer.alloc(expected.length);
  if (!timingSafeEqual(expected, given) || !isHex) throw fail("callback_signature", "msg_signature does not match");
}

function decodeCiphertext(encrypted: string): Buffer {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encrypted)) throw fail("callback_malformed", "the ciphertext is not base64");
  const bytes = Buffer.from(encrypted, "base64");
  if (bytes.length < 32 || bytes.length % 16 !== 0)
    throw fail("callback_malformed", "the ciphertext has no whole blocks");
  return bytes;
}

interface AesKey {
  key: KeyObject;
  iv: Buffer;
}

// A key object is made once for a key: out of raw bytes, Node makes one anew for every push at four times the cost.
const aesKeys = new Map<string, AesKey>();
const mostAesKeys = 100;

/** 43 base64 characters to 32 bytes. Lenient: the last character may carry stray bits. */
function readAesKey(aesKey: string): AesKey | null {
  const known = aesKeys.get(aesKey);
  if (known) return known;
  if (!/^[A-Za-z0-9+/]{43}$/.test(aesKey)) return null;
  const bytes = Buffer.from(`${aesKey}=`, "base64");
  const made = { key: createSecretKey(bytes), iv: bytes.subarray(0, 16) };
  if (aesKeys.size >= mostAesKeys) aesKeys.clear();
  aesKeys.set(aesKey, made);
  return made;
}

function decrypt(ciphertext: Buffer, aesKey: string): { message: Buffer; tail: Buffer } | null {
  const found = readAesKey(aesKey);
  if (found === null) return null;
  // Whole blocks and no padding of its own: update gives all of it, final has nothing to add.
  const padded = createDecipheriv("aes-256-cbc", found.key, found.iv).setAutoPadding(false).update(ciphertext);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > 32 || padding > padded.length - 20) return null;
  if (!padded.subarray(padded.length - padding).every((byte) => byte === padding)) return null;
  const framed = padded.subarray(0, padded.length - padding);
  const length = framed.readUInt32BE(16);
  // A wrong key yields absurd lengths: look before slicing.
  if (length > framed.length - 20) return null;
  return { message: framed.subarray(20, 20 + length), tail: framed.subarray(20 + length) };
}

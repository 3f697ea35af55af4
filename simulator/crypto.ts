import { createCipheriv, createDecipheriv, createHash, timingSafeEqual } from "node:crypto";

/** Message crypto of the callback URLs (wire A.2); written apart from the console's on purpose. */

const BLOCK = 32;

/** 43 base64 characters → the 32-byte AES key; throws a RangeError for any other length. */
function decodeAesKey(encodingAesKey: string): Buffer {
  const key = Buffer.from(`${encodingAesKey}=`, "base64");
  if (encodingAesKey.length !== 43 || key.length !== 32) {
    throw new RangeError("EncodingAESKey must be 43 base64 characters");
  }
  return key;
}

/** Encrypts `message` for `appid` with the given 16 random bytes; base64. */
export function encryptMessage(encodingAesKey: string, random16: Buffer, message: string, appid: string): string {
  const key = decodeAesKey(encodingAesKey);
  const body = Buffer.from(message, "utf8");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const plain = Buffer.concat([random16, length, body, Buffer.from(appid)]);
  const pad = BLOCK - (plain.length % BLOCK);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16));
  cipher.setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString(
    "base64",
  );
}

/** Opens a base64 ciphertext; throws an Error when padding or length do not fit. */
export function decryptMessage(encodingAesKey: string, encrypted: string): { message: string; appid: string } {
  const key = decodeAesKey(encodingAesKey);
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16));
  decipher.setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(Buffer.from(encrypted, "base64")), decipher.final()]);
  const pad = padded[padded.length - 1] ?? 0;
  if (pad < 1 || pad > BLOCK || padded.length < 20 + pad) {
    throw new Error("bad padding");
  }
  const plain = padded.subarray(0, padded.length - pad);
  const length = plain.readUInt32BE(16);
  if (length > plain.length - 20) throw new Error("bad length");
  return {
    message: plain.subarray(20, 20 + length).toString("utf8"),
    appid: plain.subarray(20 + length).toString("utf8"),
  };
}

/** SHA-1 hex over the sorted parts: three of them give `signature`, four `msg_signature`. */
export function sign(...parts: readonly string[]): string {
  const sorted = parts.map((part) => Buffer.from(part, "utf8")).sort(Buffer.compare);
  return createHash("sha1").update(Buffer.concat(sorted)).digest("hex");
}

/** Compares two secrets without telling by time where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

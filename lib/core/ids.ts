import { randomBytes, randomFillSync } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

function encode(bytes: Buffer): string {
  let out = "";
  for (const byte of bytes) out += alphabet[byte & 31];
  return out;
}

// Filled for 256 ids at once: asking the system for sixteen bytes costs more than the rest of an id.
const pool = Buffer.alloc(4_096);
let used = pool.length;

/** A sortable id: 9 characters of time (ms, base 32), 16 random ones (80 bits). */
export function newId(nowMs: number): string {
  let time = "";
  for (let rest = nowMs, i = 0; i < 9; i += 1, rest = Math.floor(rest / 32)) time = alphabet[rest % 32] + time;
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 16;
  return time + encode(pool.subarray(used - 16, used));
}

/** A bearer secret for links and sessions: 256 bits, base64url. Store only its SHA-256. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** A code that people can read to each other (`7K3F-QX2M-9TWB`, 60 bits). */
export function newCode(): string {
  const text = encode(randomBytes(12)).toUpperCase();
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8, 12)}`;
}

import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(argon2);
const memoryKib = 19_456;
const passes = 2;
const parallelism = 1;
const tagLength = 32;

function base64(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}

function argon2id(password: string, nonce: Buffer, cost: { memory: number; passes: number; parallelism: number }) {
  const message = Buffer.from(password.normalize("NFKC"), "utf8");
  return derive("argon2id", { message, nonce, tagLength, ...cost });
}

/** argon2id, 19 MiB, 2 passes, as a PHC string. About 35 ms of a thread-pool thread. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await argon2id(password, nonce, { memory: memoryKib, passes, parallelism });
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`;
}

/** True when the password made this PHC string. False for strings of another kind. */
export async function checkPassword(password: string, phc: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(phc);
  if (!parts) return false;
  const [, memory, time, lanes, nonce, tag] = parts;
  const expected = Buffer.from(tag ?? "", "base64");
  if (expected.length !== tagLength) return false;
  const cost = { memory: Number(memory), passes: Number(time), parallelism: Number(lanes) };
  const found = await argon2id(password, Buffer.from(nonce ?? "", "base64"), cost);
  return timingSafeEqual(found, expected);
}

let unknown: Promise<string> | undefined;

/** A check as long as a real one, for addresses that nobody has: time must not tell who exists. */
export async function checkAgainstNobody(password: string): Promise<void> {
  unknown ??= hashPassword(randomBytes(16).toString("hex"));
  await checkPassword(password, await unknown);
}

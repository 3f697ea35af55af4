import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "./errors.ts";

/**
 * The master key: HUFU_KEY if given, else the file `key` in the data folder (base64url, 0600), made when
 * `mayCreate`. With data keys in the database it is never made anew: that would hide that it is lost.
 * @throws AppError key_missing, key_unusable
 */
export function findMasterKey(options: { dataDir: string; key: string | undefined; mayCreate: boolean }): Buffer {
  if (options.key !== undefined) return readKey(options.key, "HUFU_KEY");
  const file = join(options.dataDir, "key");
  const text = readIfThere(file);
  if (text !== null) {
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
    return readKey(text.trim(), "the key file");
  }
  if (!options.mayCreate)
    throw new AppError("key_missing", {
      kind: "unavailable",
      log: "The database is sealed, but there is neither HUFU_KEY nor the file `key` in the data folder",
    });
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  // "wx": of two processes that start at once, the second reads the first one's key.
  try {
    writeFileSync(file, `${randomBytes(32).toString("base64url")}\n`, { flag: "wx", mode: 0o600, flush: true });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return readKey(readFileSync(file, "utf8").trim(), "the key file");
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

function readKey(text: string, whose: string): Buffer {
  const key = Buffer.from(text, "base64url");
  if (!/^[\w+/-]+=*$/.test(text) || key.length < 32)
    throw new AppError("key_unusable", {
      kind: "unavailable",
      log: `${whose} must be at least 32 random bytes in base64 (for example: openssl rand -base64 32)`,
    });
  return key;
}

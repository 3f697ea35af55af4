import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newSecret } from "#lib/core/ids.ts";

/** Makes the data folder, readable by its owner only. */
export function ensureDataDir(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if ((statSync(dataDir).mode & 0o077) !== 0) chmodSync(dataDir, 0o700);
}

/** The secret in `dataDir/name` (0600), made on first use; of two processes at once both get the same one. */
export function secretFile(dataDir: string, name: string): string {
  ensureDataDir(dataDir);
  const file = join(dataDir, name);
  try {
    writeFileSync(file, `${newSecret()}\n`, { flag: "wx", mode: 0o600, flush: true });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return readFileSync(file, "utf8").trim();
}

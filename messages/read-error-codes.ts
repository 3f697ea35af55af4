import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Codes of the wire itself: logged and counted, never the answer to a person. */
const unseen = /^wechat\//;

/** Every code of the domains' closed unions (`type …ErrorCode = "a" | "b"`) and of `new AppError("…")`. */
export function readErrorCodes(root: string): Map<string, string> {
  const codes = new Map<string, string>();
  const folder = join(root, "lib");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".ts") || /(?:\.test|testing)\.ts$/.test(name) || unseen.test(name)) continue;
    const text = readFileSync(join(folder, name), "utf8");
    for (const [, union] of text.matchAll(/type \w*ErrorCode\s*=([^;]+);/g))
      for (const [, code] of (union ?? "").matchAll(/"(\w+)"/g)) if (code) codes.set(code, `lib/${name}`);
    for (const [, code] of text.matchAll(/new AppError(?:<[^>]*>)?\(\s*"(\w+)"/g))
      if (code) codes.set(code, `lib/${name}`);
  }
  return codes;
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Every code that a domain declares: closed unions (`type …ErrorCode = "a" | "b"`, `…Refusal`), tables of
 * kinds (`const kinds = { a: "invalid" }`), and `new AppError("…")`.
 */
export function readErrorCodes(root: string): Map<string, string> {
  const codes = new Map<string, string>();
  const folder = join(root, "lib");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".ts") || /(?:\.test|testing)\.ts$/.test(name)) continue;
    const text = readFileSync(join(folder, name), "utf8");
    for (const [, union] of text.matchAll(/type \w*(?:ErrorCode|Refusal)\s*=([^;]+);/g))
      for (const [, code] of (union ?? "").matchAll(/"(\w+)"/g)) if (code) codes.set(code, `lib/${name}`);
    const table = name.endsWith("errors.ts") ? /^const kinds\b[^{]*\{([^}]+)\}/m.exec(text)?.[1] : undefined;
    for (const [, code] of (table ?? "").matchAll(/^\s*(\w+):/gm)) if (code) codes.set(code, `lib/${name}`);
    for (const [, code] of text.matchAll(/new AppError(?:<[^>]*>)?\(\s*"(\w+)"/g))
      if (code) codes.set(code, `lib/${name}`);
  }
  return codes;
}

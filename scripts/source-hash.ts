import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const built = ["app", "components", "db", "i18n", "lib", "messages", "public"];
const files = [
  "instrumentation.ts",
  "next.config.js",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];
const left = /\.(?:test|spec)\.tsx?$|(?:^|\/)testing\.ts$|\.sql$/;

/** SHA-256 over everything that goes into the build: the same sources need no second one. */
export function sourceHash(root: string): string {
  const hash = createHash("sha256");
  const add = (path: string) => {
    hash.update(`${path}\0`);
    hash.update(readFileSync(join(root, path)));
  };
  for (const folder of built)
    for (const path of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).sort()) {
      const whole = join(folder, path);
      if (!left.test(whole) && statSync(join(root, whole)).isFile()) add(whole);
    }
  for (const path of files) add(path);
  return hash.digest("hex");
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { permissions, roles } from "#lib/core/contract.ts";
import { actionOf } from "./guard.ts";
import { listProcedures } from "./procedures.ts";

/** Actions named in the source of the domains: `action: "a.b"`, also as the two arms of a condition. */
function recordedActions(): string[] {
  const found = new Set<string>();
  for (const path of readdirSync("lib", { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".ts") || /\.test\.ts$|testing\.ts$/.test(path)) continue;
    const text = readFileSync(join("lib", path), "utf8");
    for (const [, value = ""] of text.matchAll(/\baction:\s*([^,\n]+)/g))
      for (const [, action = ""] of value.matchAll(/"([a-z_]+\.[a-z_]+)"/g)) found.add(action);
  }
  return [...found];
}

/** What is recorded as denied: every procedure that some role may not call. */
function deniableActions(): string[] {
  return listProcedures()
    .filter(({ permission }) => permission !== undefined && permission !== "public")
    .filter(({ permission }) => permissions[permission as keyof typeof permissions].length < roles.length)
    .map(({ path }) => actionOf(path));
}

test.each(["en", "zh-CN"])("every action of the audit log has words (%s)", (locale) => {
  const { actions } = JSON.parse(readFileSync(`messages/${locale}/audit.json`, "utf8")) as {
    actions: Record<string, Record<string, string>>;
  };
  const wordless = [...recordedActions(), ...deniableActions()].filter((action) => {
    const [domain = "", verb = ""] = action.split(".");
    return !actions[domain]?.[verb];
  });
  expect([...new Set(wordless)].sort()).toEqual([]);
});

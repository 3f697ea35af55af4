// Writes the tables' export lists and generates one migration per dialect.
// Usage: npm run db:generate -- --name add_token_lease [--custom]
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { sqliteKit } from "../db/kit.ts";
import { define } from "../db/schema/index.ts";

const names = Object.keys(define(sqliteKit)).sort();
for (const [dialect, kit] of [
  ["sqlite", "sqliteKit"],
  ["postgres", "pgKit"],
] as const) {
  const lines = [
    "// Written by `npm run db:generate`: drizzle-kit sees only named exports.",
    `import { ${kit} } from "./kit.ts";`,
    'import { define } from "./schema/index.ts";',
    "",
    `export const {\n${names.map((name) => `  ${name},`).join("\n")}\n} = define(${kit});`,
    "",
  ];
  writeFileSync(`db/schema.${dialect}.ts`, lines.join("\n"));
  const run = spawnSync("node_modules/.bin/drizzle-kit", ["generate", ...process.argv.slice(2)], {
    stdio: "inherit",
    env: { ...process.env, HUFU_DIALECT: dialect },
  });
  if (run.status !== 0) process.exit(run.status ?? 1);
}

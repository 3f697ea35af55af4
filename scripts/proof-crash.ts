// `npm run proof:crash -- [--kills 200] [--seed 1] [--database-url postgres://…] [--folder /tmp]`: the console is
// killed with -9 at random moments under load. Ends with 1 when an acknowledged event was lost, doubled or left.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCrashes } from "./crash-run.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    folder: { type: "string", default: tmpdir() },
    "database-url": { type: "string" },
  },
});
const folder = mkdtempSync(join(values.folder, "hufu-crash-"));
const databaseUrl = values["database-url"];
const startedMs = performance.now();
console.log(`seed ${values.seed}`);
try {
  const summary = await runCrashes({
    kills: Number(values.kills),
    seed: Number(values.seed),
    folder,
    ...(databaseUrl !== undefined && { databaseUrl }),
    say: (line) => console.log(line),
  });
  const { lost, twice, notWorked, wrongEffects, integrity } = summary;
  console.log(
    JSON.stringify({
      ...summary,
      seed: Number(values.seed),
      seconds: Math.round((performance.now() - startedMs) / 1_000),
    }),
  );
  const isWhole = lost + twice + notWorked + wrongEffects === 0 && integrity === "ok";
  console.log(isWhole ? "Nothing was lost" : "SOMETHING WAS LOST");
  process.exitCode = isWhole ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

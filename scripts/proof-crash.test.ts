import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCrashes } from "./crash-run.ts";

// `npm run proof:crash` does it 200 times, at other moments each time; this one shows that the proof still runs.
test("killed with -9 eight times under load, the console keeps every acknowledged event once and works it off", {
  timeout: 300_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "hufu-crash-"));
  try {
    const summary = await runCrashes({ kills: 8, seed: 20_261_126, folder });
    expect(summary).toMatchObject({ lost: 0, twice: 0, notWorked: 0, wrongEffects: 0, integrity: "ok" });
    expect(summary.acknowledged).toBe(summary.events);
    expect(summary.events).toBeGreaterThan(100);
    // Something was under way at the moments of death.
    expect(summary.resent).toBeGreaterThan(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openSqlite } from "#db/sqlite.ts";
import { recordAudit } from "#lib/audit/index.ts";
import { systemClock } from "#lib/core/clock.ts";
import { type Services, systemContext } from "#lib/core/context.ts";

function verify(dataDir: string) {
  const run = spawnSync(process.execPath, ["scripts/audit-verify.ts"], {
    env: { ...process.env, HUFU_DATA_DIR: dataDir },
    encoding: "utf8",
  });
  return { status: run.status, text: run.stdout + run.stderr };
}

test("the command says that the chain is whole, and where it is not", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "hufu-"));
  try {
    expect(verify(dataDir)).toMatchObject({ status: 1, text: expect.stringContaining("There is no database") });
    const store = await openSqlite(join(dataDir, "hufu.db"), "db/migrations/sqlite");
    const ctx = systemContext({ store, clock: systemClock } as unknown as Services, "test");
    for (let n = 0; n < 5; n += 1) await store.tx(() => recordAudit(ctx, { action: "test.write", detail: { n } }));
    await store.close();
    expect(verify(dataDir)).toMatchObject({ status: 0, text: expect.stringContaining("whole: 5 entries") });
    const { default: Database } = await import("better-sqlite3");
    const raw = new Database(join(dataDir, "hufu.db"));
    raw.exec("drop trigger audit_entries_no_update; update audit_entries set detail = '{}' where sequence = 3");
    raw.close();
    expect(verify(dataDir)).toMatchObject({ status: 1, text: expect.stringContaining("broken at entry 3 (altered)") });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 120_000);

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Dialect } from "./kit.ts";
import { storeOverPostgres } from "./postgres.ts";
import { openSqlite } from "./sqlite.ts";
import type { Store } from "./store.ts";

/** A fresh, migrated database in a temporary folder (SQLite) or in memory (PGlite). `close` removes it. */
export async function openTestStore(dialect: Dialect): Promise<Store & { file: string | null }> {
  if (dialect === "postgres") {
    const { PGlite } = await import("@electric-sql/pglite");
    const { drizzle } = await import("drizzle-orm/pglite");
    const client = new PGlite();
    const store = await storeOverPostgres(
      { db: drizzle(client) as never, close: () => client.close() },
      "db/migrations/postgres",
    );
    return Object.assign(store, { file: null });
  }
  const dir = mkdtempSync(join(tmpdir(), "hufu-"));
  const file = join(dir, "hufu.db");
  const store = await openSqlite(file, "db/migrations/sqlite");
  const close = store.close;
  return Object.assign(store, {
    file,
    async close() {
      await close();
      rmSync(dir, { recursive: true, force: true });
    },
  });
}

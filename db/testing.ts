import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Dialect } from "./kit.ts";
import { storeOverPostgres } from "./postgres.ts";
import { openSqlite } from "./sqlite.ts";
import type { Store } from "./store.ts";

const postgresMigrations = "db/migrations/postgres";

/**
 * A migrated PGlite as an archive, made once per set of migrations and kept in the temporary folder: a new
 * cluster takes seconds, a copy of one a fraction of that.
 */
async function pgliteTemplate(): Promise<Blob> {
  const hash = createHash("sha256");
  for (const name of readdirSync(postgresMigrations).sort())
    if (name.endsWith(".sql")) hash.update(readFileSync(join(postgresMigrations, name)));
  const file = join(tmpdir(), `hufu-pglite-${hash.digest("hex").slice(0, 16)}.tar`);
  if (!existsSync(file)) {
    const { PGlite } = await import("@electric-sql/pglite");
    const { drizzle } = await import("drizzle-orm/pglite");
    const client = new PGlite();
    await storeOverPostgres({ db: drizzle(client) as never, close: () => client.close() }, postgresMigrations);
    const dump = await client.dumpDataDir("none");
    await client.close();
    // Renamed into place: another worker never reads half of it.
    const half = `${file}.${process.pid}`;
    writeFileSync(half, Buffer.from(await dump.arrayBuffer()));
    renameSync(half, file);
  }
  return new Blob([readFileSync(file)]);
}

/** A fresh, migrated database in a temporary folder (SQLite) or in memory (PGlite). `close` removes it. */
export async function openTestStore(dialect: Dialect): Promise<Store & { file: string | null }> {
  if (dialect === "postgres") {
    const { PGlite } = await import("@electric-sql/pglite");
    const { drizzle } = await import("drizzle-orm/pglite");
    const client = new PGlite({ loadDataDir: await pgliteTemplate() });
    const store = await storeOverPostgres(
      { db: drizzle(client) as never, close: () => client.close() },
      postgresMigrations,
    );
    return Object.assign(store, { file: null });
  }
  const dir = mkdtempSync(join(tmpdir(), "hufu-"));
  const file = join(dir, "hufu.db");
  // Thousands of flushes on a busy disk were most of the time these tests took.
  const store = await openSqlite(file, "db/migrations/sqlite", { isDurable: false });
  const close = store.close;
  return Object.assign(store, {
    file,
    async close() {
      await close();
      rmSync(dir, { recursive: true, force: true });
    },
  });
}

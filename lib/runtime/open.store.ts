import { join } from "node:path";
import { openPostgres } from "#db/postgres.ts";
import { openSqlite } from "#db/sqlite.ts";
import type { Store } from "#db/store.ts";
import type { Env } from "#lib/core/env.ts";

/** Opens and migrates the database of this installation: PostgreSQL when DATABASE_URL is set. */
export function openStore(env: Env): Promise<Store> {
  // From the working directory, not from this file: bundled copies of it lie elsewhere.
  const migrations = (dialect: string) => join(process.cwd(), "db", "migrations", dialect);
  return env.databaseUrl === undefined
    ? openSqlite(join(env.dataDir, "hufu.db"), migrations("sqlite"))
    : openPostgres(env.databaseUrl, migrations("postgres"));
}

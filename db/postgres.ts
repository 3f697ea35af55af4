import { type SQL, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { pgKit } from "./kit.ts";
import { runMigrations } from "./migrate.ts";
import { define } from "./schema/index.ts";
import { createStore, type Db, type Store } from "./store.ts";

/** Any drizzle driver of PostgreSQL, as far as the store needs one. */
export interface PostgresDriver {
  db: { transaction<T>(work: (db: unknown) => Promise<T>): Promise<T>; execute(query: SQL): Promise<unknown> };
  close(): Promise<void>;
}

/** Opens a store over a driver (pg or PGlite) and migrates it, one process at a time. */
export async function storeOverPostgres(driver: PostgresDriver, migrationsDir: string): Promise<Store> {
  const rows = async (db: unknown, query: SQL) => {
    const answer = (await (db as PostgresDriver["db"]).execute(query)) as { rows: Record<string, unknown>[] };
    return answer.rows;
  };
  await runMigrations({
    dir: migrationsDir,
    begin: (work) =>
      driver.db.transaction(async (db) => {
        await rows(db, sql`select pg_advisory_xact_lock(728465)`);
        return work({
          exec: async (text) => void (await rows(db, sql.raw(text))),
          all: async (text) => (await rows(db, sql.raw(text))) as never,
        });
      }),
  });
  return createStore(
    {
      dialect: "postgres",
      tables: define(pgKit),
      reader: driver.db as unknown as Db,
      begin: (work) => driver.db.transaction((db) => work(db as Db)),
      rows: (db, query) => rows(db, query),
      close: driver.close,
    },
    sql`select 1 as one`,
  );
}

/**
 * Opens PostgreSQL. @param url `postgres://user:password@host:port/database`.
 */
export async function openPostgres(url: string, migrationsDir: string): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  // An idle connection that breaks must not end the process; the next query opens another.
  pool.on("error", () => undefined);
  return storeOverPostgres(
    { db: drizzle(pool) as unknown as PostgresDriver["db"], close: () => pool.end() },
    migrationsDir,
  );
}

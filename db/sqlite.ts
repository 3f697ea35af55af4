import { chmodSync, existsSync } from "node:fs";
import { setImmediate } from "node:timers";
import Database from "better-sqlite3";
import { type SQL, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/sqlite-proxy";
import { AppError } from "#lib/core/errors.ts";
import { sqliteKit } from "./kit.ts";
import { runMigrations } from "./migrate.ts";
import { define } from "./schema/index.ts";
import { createStore, type Db, type Store } from "./store.ts";

type Connection = Database.Database;

// Through the async proxy every query can be awaited, as on PostgreSQL; better-sqlite3's own
// transaction() would commit around an await.
function over(connection: Connection): Db {
  const statements = new Map<string, Database.Statement>();
  const prepare = (text: string) => {
    let statement = statements.get(text);
    if (!statement) {
      statement = connection.prepare(text);
      if (statements.size > 500) statements.clear();
      statements.set(text, statement);
    }
    return statement;
  };
  return drizzle(async (text, params, method) => {
    try {
      const statement = prepare(text);
      if (!statement.reader) {
        statement.run(...params);
        return { rows: [] };
      }
      if (method === "get") return { rows: statement.raw().get(...params) as unknown[] };
      return { rows: statement.raw().all(...params) };
    } catch (error) {
      throw storageError(error) ?? error;
    }
  });
}

/** Full disk and locked file get a code of their own, so that nothing unstored is acknowledged. */
function storageError(error: unknown): AppError | null {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code.startsWith("SQLITE_FULL") || code.startsWith("SQLITE_IOERR"))
    return new AppError("database_disk", { kind: "unavailable", log: code, cause: error });
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED"))
    return new AppError("database_busy", { kind: "unavailable", log: code, cause: error });
  return null;
}

function open(file: string, options: Database.Options): Connection {
  const connection = new Database(file, options);
  connection.pragma("busy_timeout = 5000");
  connection.pragma("foreign_keys = ON");
  connection.pragma("cache_size = -32000");
  connection.pragma("temp_store = MEMORY");
  return connection;
}

/** So many urgent ones in a row while others wait, then one of the others. */
const mostInARow = 8;

/**
 * Serializes transactions: with one writer, BEGIN IMMEDIATE never waits for ourselves. Urgent ones go first.
 * Between two that waited the event loop gets a turn: SQLite answers at once, and a queue of transactions
 * would keep every socket unread until its end.
 */
function createMutex() {
  const urgent: (() => void)[] = [];
  const others: (() => void)[] = [];
  let isHeld = false;
  let inARow = 0;

  function release() {
    const isUrgent = urgent.length > 0 && (others.length === 0 || inARow < mostInARow);
    const next = (isUrgent ? urgent : others).shift();
    inARow = isUrgent ? inARow + 1 : 0;
    if (next) setImmediate(next);
    else isHeld = false;
  }

  return async <T>(work: () => Promise<T>, isUrgent = false): Promise<T> => {
    if (isHeld) await new Promise<void>((resolve) => (isUrgent ? urgent : others).push(resolve));
    isHeld = true;
    try {
      return await work();
    } finally {
      release();
    }
  };
}

/**
 * Opens (and migrates) the embedded database.
 * @param file path of the database file; its WAL lies beside it, all 0600.
 * @param options.isDurable false: a commit need not survive a power cut (tests; a killed process loses nothing).
 * @throws AppError database_newer when the file was written by a newer version.
 */
export async function openSqlite(
  file: string,
  migrationsDir: string,
  { isDurable = true }: { isDurable?: boolean } = {},
): Promise<Store> {
  const isNew = !existsSync(file);
  const writer = open(file, {});
  if (isNew) chmodSync(file, 0o600);
  writer.pragma("journal_mode = WAL");
  // An acknowledged callback, a token and an audit entry must survive a power cut.
  writer.pragma(`synchronous = ${isDurable ? "FULL" : "OFF"}`);
  const writing = over(writer);
  const mutex = createMutex();

  const begin = <T>(work: (db: Db) => Promise<T>, isUrgent?: boolean) =>
    mutex(async () => {
      try {
        writer.exec("BEGIN IMMEDIATE");
      } catch (error) {
        throw storageError(error) ?? error;
      }
      try {
        const result = await work(writing);
        writer.exec("COMMIT");
        return result;
      } catch (error) {
        if (writer.inTransaction) writer.exec("ROLLBACK");
        throw storageError(error) ?? error;
      }
    }, isUrgent);

  await runMigrations({
    dir: migrationsDir,
    begin: (work) =>
      begin(() =>
        work({
          exec: async (text) => void writer.exec(text),
          all: async (text) => writer.prepare(text).all() as never,
        }),
      ),
  });

  const reader = open(file, { readonly: true });
  const reading = over(reader);
  const raw = async (db: Db, query: SQL) => {
    const connection = db === reading ? reader : writer;
    const compiled = dialectOf(db).sqlToQuery(query);
    return connection.prepare(compiled.sql).all(...compiled.params) as Record<string, unknown>[];
  };
  return createStore(
    {
      dialect: "sqlite",
      tables: define(sqliteKit),
      reader: reading,
      begin,
      rows: raw,
      async close() {
        await mutex(async () => {
          reader.close();
          writer.pragma("wal_checkpoint(TRUNCATE)");
          writer.close();
        });
      },
    },
    sql`select 1 as one`,
  );
}

function dialectOf(db: Db) {
  return (db as unknown as { dialect: { sqlToQuery(query: SQL): { sql: string; params: unknown[] } } }).dialect;
}

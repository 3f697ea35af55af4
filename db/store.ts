import { AsyncLocalStorage } from "node:async_hooks";
import type { SQL } from "drizzle-orm";
import type { SqliteRemoteDatabase } from "drizzle-orm/sqlite-proxy";
import type { Dialect } from "./kit.ts";
import type { define } from "./schema/index.ts";

export type Tables = ReturnType<typeof define>;
export type Db = SqliteRemoteDatabase<Record<string, never>>;

/** The one database of a process. Queries are written once, against the SQLite types. */
export interface Store {
  readonly dialect: Dialect;
  /** Tables of this dialect. */
  readonly t: Tables;
  /** Inside `tx` the transaction's connection, elsewhere a reader that refuses to write. */
  readonly db: Db;
  /** The transaction's connection. @throws Error outside `tx`: no write without one. */
  readonly writer: Db;
  /** True inside `tx`. */
  readonly inTransaction: boolean;
  /**
   * The only way to write. Nested calls join the outer transaction; an error rolls all of it back.
   * Never await the network inside: on SQLite there is one writer. `urgent` goes before what waits for that
   * writer: for the callbacks alone, whose sender hangs up after seconds.
   */
  tx<T>(work: (db: Db) => Promise<T>, options?: { urgent: boolean }): Promise<T>;
  /** Runs `hook` once the transaction around this call is committed (at once when there is none). */
  afterCommit(hook: () => void): void;
  /** Raw rows with the column names of the query, the same on both databases. */
  rows<T extends Record<string, unknown>>(query: SQL): Promise<T[]>;
  /** Size and health, for /readyz. @throws when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** What a dialect brings; `createStore` adds joining, hooks and the writer check once for both. */
export interface Backend {
  dialect: Dialect;
  tables: Tables;
  reader: Db;
  begin<T>(work: (db: Db) => Promise<T>, isUrgent?: boolean): Promise<T>;
  rows(db: Db, query: SQL): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

interface Transaction {
  db: Db;
  hooks: (() => void)[];
}

export function createStore(backend: Backend, ping: SQL): Store {
  const current = new AsyncLocalStorage<Transaction>();
  const store: Store = {
    dialect: backend.dialect,
    t: backend.tables,
    get db() {
      return current.getStore()?.db ?? backend.reader;
    },
    get writer() {
      const transaction = current.getStore();
      if (!transaction) throw new Error("A write outside store.tx");
      return transaction.db;
    },
    get inTransaction() {
      return current.getStore() !== undefined;
    },
    async tx(work, options) {
      const outer = current.getStore();
      if (outer) return work(outer.db);
      const hooks: (() => void)[] = [];
      const result = await backend.begin((db) => current.run({ db, hooks }, () => work(db)), options?.urgent);
      for (const hook of hooks) hook();
      return result;
    },
    afterCommit(hook) {
      const transaction = current.getStore();
      if (transaction) transaction.hooks.push(hook);
      else hook();
    },
    async rows<T>(query: SQL) {
      return (await backend.rows(store.db, query)) as T[];
    },
    async ping() {
      await backend.rows(backend.reader, ping);
    },
    close: () => backend.close(),
  };
  return store;
}

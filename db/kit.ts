import * as pg from "drizzle-orm/pg-core";
import * as sqlite from "drizzle-orm/sqlite-core";

export type Dialect = "sqlite" | "postgres";

/** Column kit: one table definition, two dialects. Times are integer milliseconds in both. */
export const sqliteKit = {
  dialect: "sqlite" as Dialect,
  table: sqlite.sqliteTable,
  text: (name: string) => sqlite.text(name),
  int: (name: string) => sqlite.integer(name),
  bool: (name: string) => sqlite.integer(name, { mode: "boolean" }),
  time: (name: string) => sqlite.integer(name),
  json: <T>(name: string) => sqlite.text(name, { mode: "json" }).$type<T>(),
  blob: (name: string) => sqlite.blob(name, { mode: "buffer" }),
  /** Growing integer key. */
  sequence: (name: string) => sqlite.integer(name).primaryKey({ autoIncrement: true }),
  index: sqlite.index,
  uniqueIndex: sqlite.uniqueIndex,
  primaryKey: sqlite.primaryKey,
};

export type Kit = typeof sqliteKit;

// PGlite hands out Uint8Array where pg gives Buffer; callers see Buffer from both.
const bytea = pg.customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => "bytea",
  fromDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
});

/** The same names on PostgreSQL; the cast is the one place where the two builders are called one type. */
export const pgKit = {
  dialect: "postgres" as Dialect,
  table: pg.pgTable,
  text: (name: string) => pg.text(name),
  int: (name: string) => pg.bigint(name, { mode: "number" }),
  bool: (name: string) => pg.boolean(name),
  time: (name: string) => pg.bigint(name, { mode: "number" }),
  json: <T>(name: string) => pg.jsonb(name).$type<T>(),
  blob: (name: string) => bytea(name),
  sequence: (name: string) => pg.bigserial(name, { mode: "number" }).primaryKey(),
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
} as unknown as Kit;

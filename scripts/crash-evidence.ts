import { join } from "node:path";
import Database from "better-sqlite3";
import pg from "pg";

/** What lies in the database of the console, read beside it: another program's view, not the console's own. */
export interface Evidence {
  /** Which of these events are in the inbox. */
  present(dedupeKeys: string[]): Promise<Set<string>>;
  /** Events in the inbox. */
  rows(): Promise<number>;
  /** Events that are still to be worked. */
  waiting(): Promise<number>;
  /** Events that were given up, and jobs that were. */
  failed(): Promise<number>;
  /** Accounts whose revocation was noted not exactly once, of `expected`. */
  wrongEffects(expected: number): Promise<number>;
  /** "ok", or what is broken. */
  integrity(): Promise<string>;
  close(): Promise<void>;
}

type Row = Record<string, unknown>;

export async function openEvidence(folder: string, databaseUrl: string | undefined): Promise<Evidence> {
  const { ask, integrity, close } = databaseUrl === undefined ? overFile(folder) : await overPostgres(databaseUrl);
  const count = async (text: string) => Number((await ask(text))[0]?.n ?? 0);
  return {
    async present(dedupeKeys) {
      const found = new Set<string>();
      for (let at = 0; at < dedupeKeys.length; at += 500) {
        // Hexadecimal, made by us.
        const list = dedupeKeys.slice(at, at + 500).map((key) => `'${key}'`);
        const rows = await ask(`select dedupe_key from callback_events where dedupe_key in (${list.join(",")})`);
        for (const row of rows) found.add(String(row.dedupe_key));
      }
      return found;
    },
    rows: () => count("select count(*) as n from callback_events"),
    waiting: () => count("select count(*) as n from callback_events where state = 'received'"),
    failed: async () =>
      (await count("select count(*) as n from callback_events where state = 'failed'")) +
      (await count("select count(*) as n from jobs where state = 'failed'")),
    async wrongEffects(expected) {
      const rows = await ask("select app_id, count(*) as n from unclaimed_grants group by app_id");
      return rows.filter((row) => Number(row.n) !== 1).length + Math.abs(expected - rows.length);
    },
    integrity,
    close,
  };
}

function overFile(folder: string) {
  const database = new Database(join(folder, "hufu.db"), { readonly: true });
  database.pragma("busy_timeout = 10000");
  return {
    ask: async (text: string) => database.prepare(text).all() as Row[],
    integrity: async () => String(database.pragma("integrity_check", { simple: true })),
    close: async () => void database.close(),
  };
}

async function overPostgres(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    ask: async (text: string) => (await client.query<Row>(text)).rows,
    // Its own crash was none; what a lost page would show is read once, whole.
    integrity: async () => {
      await client.query("select count(payload), count(distinct dedupe_key) from callback_events");
      return "ok";
    },
    close: () => client.end(),
  };
}

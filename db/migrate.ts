import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#lib/core/errors.ts";

interface Runner {
  exec(text: string): Promise<void>;
  all<T>(text: string): Promise<T[]>;
}

interface Migrations {
  dir: string;
  begin<T>(work: (runner: Runner) => Promise<T>): Promise<T>;
}

interface Journal {
  entries: { idx: number; tag: string; breakpoints: boolean }[];
}

/**
 * Applies what is missing, all in one transaction, in the order of drizzle-kit's journal.
 * @throws AppError database_newer when the database knows a migration that this code does not.
 */
export async function runMigrations({ dir, begin }: Migrations): Promise<void> {
  const journal = JSON.parse(readFileSync(join(dir, "meta", "_journal.json"), "utf8")) as Journal;
  await begin(async (runner) => {
    await runner.exec(
      "create table if not exists migrations (tag text primary key, hash text not null, applied_at bigint not null)",
    );
    const applied = await runner.all<{ tag: string; hash: string }>("select tag, hash from migrations");
    const known = new Set(journal.entries.map((entry) => entry.tag));
    const unknown = applied.filter((row) => !known.has(row.tag)).map((row) => row.tag);
    if (unknown.length > 0)
      throw new AppError("database_newer", {
        kind: "unavailable",
        log: `The database is newer than this version of Hufu: it has ${unknown.join(", ")}`,
        data: { tags: unknown },
      });
    const done = new Set(applied.map((row) => row.tag));
    for (const entry of journal.entries) {
      if (done.has(entry.tag)) continue;
      const text = readFileSync(join(dir, `${entry.tag}.sql`), "utf8");
      for (const statement of text.split("--> statement-breakpoint"))
        if (statement.trim()) await runner.exec(statement);
      const hash = createHash("sha256").update(text).digest("hex");
      await runner.exec(
        `insert into migrations (tag, hash, applied_at) values ('${entry.tag}', '${hash}', ${Date.now()})`,
      );
    }
  });
}
